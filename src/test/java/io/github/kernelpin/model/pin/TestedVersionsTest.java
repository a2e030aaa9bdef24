package io.github.kernelpin.model.pin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kernelpin.model.rpm.Evr;
import io.github.kernelpin.model.rpm.VersionRange;
import org.junit.jupiter.api.Test;

final class TestedVersionsTest {

    private static final Evr KERNEL = Evr.parse("4.18.0-305.25.1.el8_4");

    @Test
    void anyReleaseOfTheInstalledVersionIsTested() {
        assertEquals("= 9.1.2", like("9.1.2-1.el8"));
        assertEquals("= 1:9.1.2", like("1:9.1.2-1.el8"));
    }

    @Test
    void everyRebuildForTheMinorIsTestedWhereTheVersionNamesIt() {
        String range = like("9.1.5_4.18.0_305-1");

        assertEquals(">= 9.1.5_4.18.0_305, < 9.1.5_4.18.0_306", range);
        assertTrue(matches(range, "9.1.5_4.18.0_305-2"));
        assertTrue(matches(range, "9.1.5_4.18.0_305.30.1-1"));
        assertFalse(matches(range, "9.1.5_4.18.0_348-1"));
        assertFalse(matches(range, "9.1.6_4.18.0_305-1"));
    }

    @Test
    void aRebuildForALaterKernelOfTheMinorIsWhereTheRangeBegins() {
        assertEquals(
                ">= 9.1.5_4.18.0_305.10.2, < 9.1.5_4.18.0_306", like("9.1.5_4.18.0_305.10.2-1"));
        assertEquals(">= 2.1.5+4.18.0+305, < 2.1.5+4.18.0+306", like("2.1.5+4.18.0+305-1"));
    }

    @Test
    void anotherKernelInTheVersionSaysNothingOfThisOne() {
        assertEquals("= 9.1.5_4.18.0_348", like("9.1.5_4.18.0_348-1"));
        assertEquals("= 9.1.5_4.18.0_3051", like("9.1.5_4.18.0_3051-1"));
        assertEquals("= 9.14.18.0_305", like("9.14.18.0_305-1"));
    }

    private static String like(String installed) {
        return TestedVersions.like(Evr.parse(installed), KERNEL);
    }

    private static boolean matches(String range, String version) {
        return VersionRange.parse(range).allows(Evr.parse(version));
    }
}
