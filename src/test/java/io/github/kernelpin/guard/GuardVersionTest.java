package io.github.kernelpin.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.kernelpin.model.rpm.Evr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GuardVersionTest {

    @Test
    void aVersionThatWouldNotUpgradeWhatIsThereIsRefused() {
        GuardVersion.Built newer = built("2.0-1", "other");
        assertEquals(
                "version 1.9 would not upgrade 2.0-1, which is there",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new GuardVersion("1.9", true).after(newer, "this"))
                        .getMessage());
        GuardVersion.Built strange = built("2.0-1.el8", "other");
        assertEquals(
                "the release 1.el8 is no number",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new GuardVersion("2.0", true).after(strange, "this"))
                        .getMessage());
    }

    @Test
    void aMomentBecomesAVersionThatGrows() {
        assertEquals(
                Evr.parse("20210518.120000-1"), GuardVersion.at(1621339200).after(null, "this"));
        assertEquals(Evr.parse("19700101.000001-1"), GuardVersion.at(1).after(null, "this"));
    }

    @ParameterizedTest
    @CsvSource({
        "2.0, false, 1.9-3, other, 2.0-1",
        "2.0, false, 2.0-9, other, 2.0-10",
        "2.0, false, 2.1-1, other, 2.1-2",
        "2.0, false, 1.9-3, this, 1.9-3",
        "2.0, false, 2.1-1, this, 2.1-1",
        "2.0, true, 1.9-3, other, 2.0-1",
        "2.0, true, 2.0-3, other, 2.0-4",
        "2.0, true, 2.0-3, this, 2.0-3",
        "2.0, true, 1.9-3, this, 2.0-1",
    })
    void whatHasChangedUpgradesAndWhatHasNotStays(
            String wanted, boolean isDemanded, String before, String digest, String expected) {
        assertEquals(
                Evr.parse(expected),
                new GuardVersion(wanted, isDemanded).after(built(before, digest), "this"));
    }

    private static GuardVersion.Built built(String version, String digest) {
        return new GuardVersion.Built(Evr.parse(version), digest);
    }
}
