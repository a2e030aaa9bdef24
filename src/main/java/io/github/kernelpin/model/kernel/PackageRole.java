package io.github.kernelpin.model.kernel;

/**
 * What a package is to a kernel.
 *
 * @param uname what {@code uname -r} says of the kernel that this is, or that it is a part of;
 *     empty where the package does not tell
 * @param isAssumed whether nothing but {@code installonlypkg(kernel)} makes it a kernel, so that it
 *     is judged by its version for want of its uname
 */
public record PackageRole(Kind kind, String uname, boolean isAssumed) {

    /** What a package can be. */
    public enum Kind {
        /** It boots: it carries a vmlinuz, or a unified image. */
        KERNEL,
        /** It has symbols or drivers of one kernel, and is of use with that kernel only. */
        PART,
        /** It brings out-of-tree modules. */
        MODULE,
        /** It is none of these, though it may share a kernel's version: headers, tools, devel. */
        NEITHER
    }

    /** A package that has nothing to do with kernels. */
    public static final PackageRole NEITHER = of(Kind.NEITHER, "");

    /** What is known to be of this kind. */
    public static PackageRole of(Kind kind, String uname) {
        return new PackageRole(kind, uname, false);
    }

    /** What is taken for a kernel because nothing says that it is none. */
    static PackageRole assumedKernel() {
        return new PackageRole(Kind.KERNEL, "", true);
    }
}
