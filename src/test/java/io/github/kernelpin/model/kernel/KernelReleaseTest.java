package io.github.kernelpin.model.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kernelpin.Resources;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.rpm.Evr;
import io.github.kernelpin.model.verdict.SourceLocation;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class KernelReleaseTest {

    @Test
    void nothingIsNoKernelRelease() {
        assertEquals(
                "the kernel release is empty",
                assertThrows(IllegalArgumentException.class, () -> KernelRelease.parse(""))
                        .getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "6.1.0-53-amd64, 6.1.0, 53-amd64, ''",
        "5.15.0-91-generic, 5.15.0, 91-generic, ''",
        "6.4.0-150600.21-default, 6.4.0, 150600.21-default, ''",
        "6.8.1, 6.8.1, '', ''",
        "6.9.0-rc5+, 6.9.0, rc5+, ''",
        "6.18.44-talos, 6.18.44, talos, ''",
        "4.18.0-305.el8.vax, 4.18.0, 305.el8.vax, ''",
        "4.18.0-305.el8.x86_640, 4.18.0, 305.el8.x86_640, ''",
        "x86_64, x86_64, '', ''",
        ".x86_64, .x86_64, '', ''",
        "-, -, '', ''",
        "-305.el8, -305.el8, '', ''",
        "+, +, '', ''",
        "1:2-3, 1:2, 3, ''",
        "6.8.1-1.el9.elrepo.x86_64, 6.8.1, 1.el9.elrepo, x86_64",
        "5.14.0-503.el9.x86_64+, 5.14.0, 503.el9, x86_64",
        "5.14.0-503.el9.x86_64+kexec, 5.14.0, 503.el9, x86_64",
        "5.14.0-503.el9.x86_64+rt+64k, 5.14.0, 503.el9, x86_64",
        "3.10.0-1160.el7.s390x.kdump, 3.10.0, 1160.el7, s390x",
        "3.10.0-1160.rt56.1131.el7.x86_64.trace, 3.10.0, 1160.rt56.1131.el7, x86_64",
    })
    void whatANameDoesNotTellIsUnknown(String text, String version, String release, String arch) {
        assertEquals(
                new KernelRelease(text, new Evr(0, version, release), arch, ""),
                KernelRelease.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "4.18.0-305.25.1.el8_4.x86_64, 305.25.1.el8_4, x86_64, default",
        "4.18.0-305.el8.x86_64+debug, 305.el8, x86_64, debug",
        "4.18.0-305.el8.aarch64, 305.el8, aarch64, default",
        "4.18.0-305.el8.ppc64le+debug, 305.el8, ppc64le, debug",
        "4.18.0-305.el8.s390x+zfcpdump, 305.el8, s390x, zfcpdump",
        "4.18.0-305.rt7.72.el8.x86_64, 305.rt7.72.el8, x86_64, rt",
        "4.18.0-305.rtx.el8.x86_64, 305.rtx.el8, x86_64, default",
        "4.18.0-305.rt.el8.x86_64, 305.rt.el8, x86_64, default",
        "4.18.0-305.12.1.rt7.84.el8_4.x86_64+debug, 305.12.1.rt7.84.el8_4, x86_64, rt-debug",
        "4.18.0-240.15.1.el8_3.centos.plus.x86_64, 240.15.1.el8_3.centos.plus, x86_64, plus",
        "4.18.0-305.25.1.el8_4.cloud.0.1.x86_64, 305.25.1.el8_4.cloud.0.1, x86_64, default",
    })
    void kernelsOfRhel8AreTakenApart(String text, String release, String arch, String variant) {
        assertEquals(
                new KernelRelease(text, new Evr(0, "4.18.0", release), arch, variant),
                KernelRelease.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "5.14.0-503.23.1.el9_5.x86_64, 503.23.1.el9_5, x86_64, default",
        "5.14.0-503.23.1.el9_5.x86_64+rt-debug, 503.23.1.el9_5, x86_64, rt-debug",
        "5.14.0-354.el9.x86_64+rt, 354.el9, x86_64, rt",
        "5.14.0-354.el9.aarch64+64k, 354.el9, aarch64, 64k",
        "5.14.0-327.el9.aarch64+64k-debug, 327.el9, aarch64, 64k-debug",
        "5.14.0-354.el9.aarch64+rt-64k, 354.el9, aarch64, rt-64k",
        "5.14.0-354.el9.aarch64+rt-64k-debug, 354.el9, aarch64, rt-64k-debug",
        "5.14.0-162.6.1.rt21.168.el9_1.x86_64, 162.6.1.rt21.168.el9_1, x86_64, rt",
        "5.14.0-1.riscv64, 1, riscv64, default",
        "5.14.0-1.part1.rt.el9.x86_64_v2, 1.part1.rt.el9, x86_64_v2, default",
    })
    void kernelsOfRhel9AreTakenApart(String text, String release, String arch, String variant) {
        assertEquals(
                new KernelRelease(text, new Evr(0, "5.14.0", release), arch, variant),
                KernelRelease.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "3.10.0-1160.6.1.el7.x86_64.debug, debug",
        "3.10.0-1160.rt56.1131.el7.x86_64, rt",
        "3.10.0-1160.rt56.1131.el7.x86_64.debug, rt-debug",
        "3.10.0-862.14.4.el7.centos.plus.x86_64, plus",
        "4.14.35-2047.505.2.el7uek.x86_64, uek",
        "5.4.17-2136.el8uek.x86_64.debug, uek-debug",
        "6.12.0-0.20.20.el9uek.aarch64.64k, uek-64k",
        "6.10.0-15.el10.x86_64+rt-debug, rt-debug",
        "6.2.11-200.fc37.x86_64, default",
        "6.6.3-411.asahi.fc39.aarch64+16k, 16k",
        "2.6.32-754.el6.i686, default",
        "5.10.0-1.fc33.armv7hl, default",
    })
    void variantsOfOtherKernelsAreTold(String text, String variant) {
        assertEquals(variant, KernelRelease.parse(text).variant());
    }

    static Stream<List<String>> kernelsSeen() {
        return Resources.rows("kernels/kernel-releases.csv");
    }

    @ParameterizedTest
    @MethodSource("kernelsSeen")
    void everyKernelSeenIsTheOneOfItsPackage(List<String> row) {
        String variant = KernelVariant.of(row.get(1)).orElseThrow();
        Evr evr = new Evr(0, row.get(2), row.get(3));
        boolean isVariantOfPlainBuild = variant.equals("rt") && !row.get(3).contains(".rt");
        String text = evr + ".x86_64" + (isVariantOfPlainBuild ? "+rt" : "");
        assertEquals(new KernelRelease(text, evr, "x86_64", variant), KernelRelease.parse(text));
    }

    @Test
    void aKernelOfAnUnknownVariantConcernsEveryPin() {
        Pin pin =
                new Pin(
                        "drbd",
                        "",
                        List.of(),
                        List.of(),
                        List.of("rt"),
                        Pin.Action.REFUSE,
                        List.of(),
                        new SourceLocation("drbd.toml", 1, 1));
        assertTrue(pin.appliesToVariant("rt"));
        assertTrue(pin.appliesToVariant(""));
        assertFalse(pin.appliesToVariant("default"));
    }
}
