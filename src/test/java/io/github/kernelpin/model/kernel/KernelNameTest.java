package io.github.kernelpin.model.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.kernelpin.model.rpm.Evr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class KernelNameTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "kernel",
                "kernel-core",
                "4.18.0",
                "4.18.0-",
                "-348.el8",
                "--root",
                "*-348.el8",
                "4.18.0-348 el8",
                "4.18.0-348.el8\n",
                "x:4.18.0-348.el8",
                "kernel-modules-4.18.0-348.el8.x86_64",
                "kernel-headers-4.18.0-348.el8.x86_64",
                "kmod-drbd-9.1.2-1.el8.x86_64",
                "../../4.18.0-348.el8"
            })
    void whatIsNoKernelIsRefused(String text) {
        IllegalArgumentException error =
                assertThrows(
                        IllegalArgumentException.class, () -> KernelName.parse(text, "x86_64"));
        assertEquals(
                "\""
                        + text
                        + "\" is no kernel: expected a version and release (4.18.0-348.el8), what"
                        + " uname -r says (4.18.0-348.el8.x86_64), or a package that boots"
                        + " (kernel-core-4.18.0-348.el8.x86_64)",
                error.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "4.18.0-348.el8, 4.18.0-348.el8.aarch64, default",
        "0:4.18.0-348.el8, 4.18.0-348.el8.aarch64, default",
        "4.18.0-348.el8.x86_64, 4.18.0-348.el8.x86_64, default",
        "5.14.0-284.11.1.el9_2.x86_64+rt, 5.14.0-284.11.1.el9_2.x86_64+rt, rt",
        "kernel-4.18.0-348.el8.x86_64, 4.18.0-348.el8.x86_64, default",
        "kernel-core-4.18.0-348.el8, 4.18.0-348.el8.aarch64, default",
        "kernel-core-0:4.18.0-348.el8.x86_64, 4.18.0-348.el8.x86_64, default",
        "kernel-debug-core-4.18.0-348.el8.x86_64, 4.18.0-348.el8.x86_64+debug, debug",
        "kernel-64k-core-5.14.0-70.el9.aarch64, 5.14.0-70.el9.aarch64+64k, 64k",
        "kernel-rt-core-4.18.0-305.rt7.72.el8.x86_64, 4.18.0-305.rt7.72.el8.x86_64, rt",
        "kernel-rt-debug-core-4.18.0-305.rt7.72.el8.x86_64, 4.18.0-305.rt7.72.el8.x86_64+debug,"
                + " rt-debug",
        "kernel-rt-debug-core-5.14.0-427.el9.x86_64, 5.14.0-427.el9.x86_64+rt-debug, rt-debug",
        "kernel-uki-virt-5.14.0-427.el9.x86_64, 5.14.0-427.el9.x86_64, uki",
        "kernel-uek-5.4.17-2136.302.7.2.el7uek.x86_64, 5.4.17-2136.302.7.2.el7uek.x86_64, uek"
    })
    void aKernelIsNamedByVersionByUnameOrByPackage(String text, String name, String variant) {
        KernelRelease kernel = KernelName.parse(text, "aarch64");
        assertEquals(name, kernel.text());
        assertEquals(variant, kernel.variant());
    }

    @Test
    void itsVersionHasNoArchitecture() {
        KernelRelease kernel = KernelName.parse("kernel-core-4.18.0-348.el8.x86_64", "aarch64");
        assertEquals(new Evr(0, "4.18.0", "348.el8"), kernel.evr());
        assertEquals("x86_64", kernel.arch());
    }
}
