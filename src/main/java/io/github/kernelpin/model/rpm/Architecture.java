package io.github.kernelpin.model.rpm;

import java.util.List;

/**
 * A processor architecture that there are kernels for.
 *
 * @param name as the names of packages and of kernels end with
 * @param isa what rpm adds to a package's name for it ({@code %_isa} of rpm's platform files)
 */
public record Architecture(String name, String isa) {

    private static final List<Architecture> KNOWN =
            List.of(
                    new Architecture("x86_64", "x86-64"),
                    new Architecture("x86_64_v2", "x86-64"),
                    new Architecture("aarch64", "aarch-64"),
                    new Architecture("ppc64le", "ppc-64"),
                    new Architecture("s390x", "s390-64"),
                    new Architecture("riscv64", "riscv-64"),
                    new Architecture("loongarch64", "loongarch64-64"),
                    new Architecture("i386", "x86-32"),
                    new Architecture("i586", "x86-32"),
                    new Architecture("i686", "x86-32"),
                    new Architecture("armv6hl", "armv6hl-32"),
                    new Architecture("armv7hl", "armv7hl-32"),
                    new Architecture("ppc64", "ppc-64"),
                    new Architecture("ia64", "ia-64"));

    /** All that RHEL, its clones and their relatives have been built for. */
    public static List<Architecture> known() {
        return KNOWN;
    }
}
