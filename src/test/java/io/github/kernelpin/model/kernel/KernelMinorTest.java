package io.github.kernelpin.model.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kernelpin.model.rpm.Evr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KernelMinorTest {

    private static final KernelMinor RHEL_8_4 = new KernelMinor("4.18.0", 305);

    @ParameterizedTest
    @CsvSource({
        "4.18.0-305.el8, true",
        "4.18.0-305, true",
        "4.18.0-305.25.1.el8_4, true",
        "4.18.0-305.0.1.el8.cloud, true",
        "4.18.0-305.3.1.el8, true",
        "4.18.0-305.88.1.el8_4.0.1, true",
        "4.18.0-305.12.1.rt7.84.el8_4, true",
        "4.18.0-305.10.2.el8_4.ciq.3, true",
        "1:4.18.0-305.el8, true",
        "4.18.0-0305.el8, true",
        "4.18.0-3050.el8, false",
        "4.18.0-3050, false",
        "4.18.0-30.el8, false",
        "4.18.0-304.el8, false",
        "4.18.0-306.el8, false",
        "4.18.0-348.305.el8, false",
        "4.18.0-305el8, false",
        "4.18.0-305_4.el8, false",
        "4.18.0-305~rc1.el8, false",
        "4.18.0-305^1.el8, false",
        "4.18.0-el8.305, false",
        "4.18.0-.305, false",
        "4.18.0, false",
        "4.18-305.el8, false",
        "4.18.00-305.el8, false",
        "4.18.0.1-305.el8, false",
        "5.14.0-305.el8, false",
        "4.18.0-305305305305305305305305305.el8, false",
    })
    void aKernelIsInAMinorByItsBuildNumberAlone(String kernel, boolean expected) {
        assertEquals(expected, RHEL_8_4.contains(Evr.parse(kernel)));
    }

    @ParameterizedTest
    @CsvSource({
        "305.el8, 305",
        "305, 305",
        "0, 0",
        "0.el8, 0",
        "000305.el8, 305",
        "2047.505.2.el7uek, 2047",
        "999999999999999999.el8, 999999999999999999",
        "1000000000000000000.el8, -1",
        "305el8, -1",
        "el8, -1",
        "'', -1",
        ".305, -1",
        "-305, -1",
        "+305, -1",
        "\u0663\u0660\u0665.el8, -1",
    })
    void theBuildNumberIsTheFirstComponentOfARelease(String release, long expected) {
        assertEquals(expected, KernelMinor.buildOf(release));
    }

    @Test
    void aMinorIsPrintedAsAPattern() {
        assertEquals("4.18.0-305.*", RHEL_8_4.toString());
    }
}
