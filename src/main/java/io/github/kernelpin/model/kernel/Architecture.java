package io.github.kernelpin.model.kernel;

/** Architectures of packages, as rpm names them. */
public final class Architecture {

    /** Of AlmaLinux's x86_64_v2 and the like: levels of one architecture (x86-64 psABI). */
    private static final String X86_64 = "x86_64";

    private Architecture() {}

    /**
     * Tells whether kernels and modules of two architectures can be compared. A package of none
     * holds for every one, and a kernel of a higher level of x86-64 runs modules of a lower one.
     */
    public static boolean areAlike(String one, String other) {
        return one.equals(other)
                || one.equals("noarch")
                || other.equals("noarch")
                || (isX8664(one) && isX8664(other));
    }

    private static boolean isX8664(String arch) {
        return arch.equals(X86_64) || arch.startsWith(X86_64 + "_v");
    }
}
