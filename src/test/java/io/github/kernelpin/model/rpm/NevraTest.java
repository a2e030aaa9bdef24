package io.github.kernelpin.model.rpm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NevraTest {

    @ParameterizedTest
    @CsvSource({
        "kernel-core-4.18.0-305.el8.x86_64, kernel-core, 0, 4.18.0, 305.el8, x86_64",
        "kmod-drbd-1:9.1.2-1.el8.x86_64, kmod-drbd, 1, 9.1.2, 1.el8, x86_64",
        "gpg-pubkey-3fa-1.noarch, gpg-pubkey, 0, 3fa, 1, noarch",
        "a-1-1.i686, a, 0, 1, 1, i686",
    })
    void partsAreToldApart(
            String text, String name, int epoch, String version, String release, String arch) {
        Nevra nevra = new Nevra(name, new Evr(epoch, version, release), arch);
        assertEquals(nevra, Nevra.parse(text));
        assertEquals(text, nevra.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "-",
                "--.",
                "kernel",
                "kernel.x86_64",
                "kernel-4.18.0.x86_64",
                "-4.18.0-305.x86_64",
                "kernel-4.18.0-305.",
                "kernel-4.18.0-.x86_64",
                "4.18.0-305.x86_64",
            })
    void whatIsNoNevraIsRefused(String text) {
        assertEquals(
                "\"" + text + "\" is no NEVRA: expected name-[epoch:]version-release.arch",
                assertThrows(IllegalArgumentException.class, () -> Nevra.parse(text)).getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "a--1.x86_64, '\"-1\" has no version'",
        "a-x:1-1.x86_64, '\"x:1-1\" has an epoch that is no number'",
    })
    void whatHasABadEvrIsRefused(String text, String message) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> Nevra.parse(text)).getMessage());
    }

    @Test
    void packagesAreOrderedByNameThenVersionThenArchitecture() {
        List<String> sorted =
                List.of(
                        "kernel-4.18.0-9.el8.x86_64",
                        "kernel-4.18.0-80.el8.i686",
                        "kernel-4.18.0-80.el8.x86_64",
                        "kernel-1:1.0-1.x86_64",
                        "kernel-core-1.0-1.x86_64");
        assertEquals(
                sorted, sorted.stream().map(Nevra::parse).sorted().map(Nevra::toString).toList());
    }

    @Test
    void packagesOfTheSameVersionWrittenDifferentlyAreNotTheSame() {
        Nevra a = Nevra.parse("a-1.0-1.x86_64");
        Nevra b = Nevra.parse("a-1.00-1.x86_64");
        assertEquals(-1, Integer.signum(a.compareTo(b)));
        assertEquals(1, Integer.signum(b.compareTo(a)));
    }
}
