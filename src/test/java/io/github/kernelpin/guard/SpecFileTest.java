package io.github.kernelpin.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.github.kernelpin.SamplePins;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.rpm.Evr;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SpecFileTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "100 % | 100 %%",
                "%(rm -rf ~) | %%(rm -rf ~)",
                "%%{x} | %%%%{x}",
                "a\\b\\ | a\\%{nil}b\\%{nil}",
                "\\%(x) | \\%{nil}%%(x)",
                "'two\nlines\tthere ' | two lines there",
                "'a\r\u001b[31m\u202e\u2028\ud83d\ude00b' | a??[31m????b",
                "für | für",
            })
    void textIsWrittenSoThatRpmbuildReadsNothingElse(String text, String expected) {
        assertEquals(expected, SpecText.line(text));
    }

    @Test
    void aSpecSaysWhatThePinSays() {
        SpecFile spec = new SpecFile(Guard.of(pin("tested, 100 %")));
        assertEquals(
                """
                # Written by kernelpin guard.
                Name: kernelpin-guard-p
                Version: 1.2
                Release: 3
                VCS: @DIGEST@
                Summary: Keeps to pin p: tested, 100 %%
                License: CC0-1.0
                BuildArch: noarch
                Requires: (kmod-drbd >= 9.1.2 with kmod-drbd < 9.2)
                Conflicts: kernel-uname-r = 4.18.0
                Conflicts: kernel-debug-uname-r = 4.18.0
                Conflicts: kernel-uek-uname-r = 4.18.0
                Conflicts: kernel-uek-debug-uname-r = 4.18.0
                Conflicts: kernel-uek64k-uname-r = 4.18.0
                Conflicts: kernel-uek64kdebug-uname-r = 4.18.0
                Conflicts: kernel-ueknext-uname-r = 4.18.0
                Conflicts: kernel-ueknext-debug-uname-r = 4.18.0
                Conflicts: kernel-ueknext64k-uname-r = 4.18.0
                Conflicts: kernel-ueknext64kdebug-uname-r = 4.18.0
                Conflicts: kernel-lt-uname-r = 4.18.0
                Conflicts: kernel-ml-uname-r = 4.18.0
                Conflicts: (kernel = 4.18.0 without kernel-uname-r)
                Conflicts: kmod-drbd < 9.1.2
                Conflicts: kmod-drbd >= 9.2

                %description
                Made by kernelpin from pin p.
                Denied: = 4.18.0
                Module: drbd of kmod-drbd >= 9.1.2, < 9.2
                Module: npreal2, of no package: nothing here keeps it
                Because: tested, 100 %%
                To remove it: dnf remove --setopt=protected_packages= kernelpin-guard-p

                %install
                install -d -m 755 %{buildroot}/etc/dnf/protected.d
                echo kernelpin-guard-p >%{buildroot}/etc/dnf/protected.d/kernelpin-guard-p.conf

                %files
                %dir %attr(0755,root,root) /etc/dnf
                %dir %attr(0755,root,root) /etc/dnf/protected.d
                %attr(0644,root,root) /etc/dnf/protected.d/kernelpin-guard-p.conf
                """
                        .replace("@DIGEST@", spec.digest()),
                spec.text(Evr.parse("1.2-3")));
    }

    @Test
    void theDigestTellsPinsApartAndNotVersions() {
        SpecFile spec = new SpecFile(Guard.of(pin("tested")));
        assertEquals("sha256:".length() + 64, spec.digest().length());
        assertEquals(spec.digest(), new SpecFile(Guard.of(pin("tested"))).digest());
        assertNotEquals(spec.digest(), new SpecFile(Guard.of(pin("tested twice"))).digest());
    }

    private static Pin pin(String reason) {
        Pin kernels = SamplePins.pin("!= 4.18.0");
        Pin modules = SamplePins.ofModule("kmod-drbd", ">= 9.1.2, < 9.2");
        List<Pin.PinnedModule> both = new ArrayList<>(modules.modules());
        both.add(
                new Pin.PinnedModule("npreal2", "", null, Pin.SymbolPolicy.ON, kernels.location()));
        return new Pin(
                "p",
                reason,
                List.of(),
                kernels.denied(),
                List.of(),
                Pin.Action.REFUSE,
                both,
                kernels.location());
    }
}
