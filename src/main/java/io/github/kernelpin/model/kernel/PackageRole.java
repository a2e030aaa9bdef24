package io.github.kernelpin.model.kernel;

import io.github.kernelpin.model.rpm.Evr;
import org.jspecify.annotations.Nullable;

/**
 * What a package is to a kernel.
 *
 * @param uname what {@code uname -r} says of the kernel that this is, that it is a part of, or that
 *     a module requires; empty where the package does not tell
 * @param isAssumed whether nothing but {@code installonlypkg(kernel)} makes it a kernel, so that it
 *     is judged by its version for want of its uname
 * @param called the version and release in a kernel's uname; null where the package does not tell
 */
public record PackageRole(Kind kind, String uname, boolean isAssumed, @Nullable Evr called) {

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
        boolean tells = kind == Kind.KERNEL && !uname.isEmpty();
        return new PackageRole(kind, uname, false, tells ? KernelRelease.parse(uname).evr() : null);
    }

    /** What is taken for a kernel because nothing says that it is none. */
    static PackageRole assumedKernel() {
        return new PackageRole(Kind.KERNEL, "", true, null);
    }
}
