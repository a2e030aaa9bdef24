package io.github.kernelpin.model.rpm;

import java.util.List;

/**
 * A processor architecture that there are kernels for.
 *
 * @param name as the names of packages and of kernels end with
 * @param isa what rpm adds to a package's name for it ({@code %_isa} of rpm's platform files)
 */
public record Architecture(String name, String isa) {

    private static final String NONE = "noarch";
    private static final String X86_64 = "x86_64";

    private static final List<Architecture> KNOWN =
            List.of(
                    new Architecture(X86_64, "x86-64"),
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

    /**
     * Tells whether kernels and modules of two architectures can be compared. A package of none
     * holds for every one, and a kernel of a higher level of x86-64, as AlmaLinux builds them, runs
     * modules of a lower one.
     */
    public static boolean areAlike(String one, String other) {
        return one.equals(other)
                || one.equals(NONE)
                || other.equals(NONE)
                || (isX8664(one) && isX8664(other));
    }

    private static boolean isX8664(String arch) {
        return arch.equals(X86_64) || arch.startsWith(X86_64 + "_v");
    }
}
