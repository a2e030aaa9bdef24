package io.github.kernelpin.config.pin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kernelpin.Resources;
import io.github.kernelpin.model.kernel.KernelMinor;
import io.github.kernelpin.model.kernel.KernelSpec;
import io.github.kernelpin.model.kernel.RhelMinors;
import io.github.kernelpin.model.rpm.Evr;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class RhelMinorsTableTest {

    private static final RhelMinors MINORS = RhelMinorsTable.load();

    static Stream<List<String>> releases() {
        return Resources.rows("kernels/kernel-releases.csv");
    }

    @Test
    void theTableThatIsShippedHasEveryMinor() {
        List<RhelMinors.Row> expected =
                Resources.rows("kernels/kernel-minors.csv")
                        .map(
                                row ->
                                        new RhelMinors.Row(
                                                row.get(0),
                                                new KernelMinor(
                                                        row.get(1), Long.parseLong(row.get(2)))))
                        .toList();
        assertEquals(33, expected.size());
        assertEquals(expected, MINORS.rows());
    }

    @ParameterizedTest
    @MethodSource("releases")
    void aKernelBelongsToItsMinorOrToNone(List<String> row) {
        Evr kernel = new Evr(0, row.get(2), row.get(3));
        Optional<String> expected =
                row.get(0).isEmpty() ? Optional.empty() : Optional.of(row.get(0));
        assertEquals(expected, MINORS.rhelOf(kernel), row.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "4.18.0, 513.el8, RHEL 8.9 or CentOS Stream, ''",
        "4.18.0, 553.5.1.el8, RHEL 8.10 or CentOS Stream, ''",
        "5.14.0, 427.el9, RHEL 9.4 or CentOS Stream, ''",
        "6.12.0, 55.el10, RHEL 10.0 or CentOS Stream, ''",
        "4.18.0, 513.5.1.el8_9, RHEL 8.9, 8.9",
        "4.18.0, 513.5.1.el8_90, RHEL 8.9 or CentOS Stream, ''",
        "4.18.0, 553.16.1.el8_10.0.1, RHEL 8.10, 8.10",
        "5.14.0, 427.13.1.el9_4, RHEL 9.4, 9.4",
        "4.18.0, 477.10.1.el8, RHEL 8.8, 8.8",
        "4.18.0, 305.el8, RHEL 8.4, 8.4",
        "3.10.0, 1160.el7, RHEL 7.9, 7.9",
        "4.18.0, 514.el8, '', ''",
    })
    void aKernelThatMayBeOfCentosStreamIsNotSaidToBeOfRhel(
            String version, String release, String owner, String rhel) {
        Evr kernel = new Evr(0, version, release);
        assertEquals(owner, MINORS.ownerOf(kernel));
        assertEquals(rhel, MINORS.certainRhelOf(kernel).orElse(""));
    }

    @ParameterizedTest
    @MethodSource("releases")
    void anAliasMatchesTheKernelsOfItsMinorOnly(List<String> row) {
        Evr kernel = new Evr(0, row.get(2), row.get(3));
        for (RhelMinors.Row minor : MINORS.rows()) {
            assertEquals(
                    minor.rhel().equals(row.get(0)),
                    KernelSpec.parse("rhel:" + minor.rhel(), MINORS).matches(kernel),
                    row + " and rhel:" + minor.rhel());
        }
    }

    @Test
    void everyReleaseIsThere() {
        assertEquals(952, releases().count());
    }
}
