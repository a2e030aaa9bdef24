package io.github.kernelpin.guard.interval;

/**
 * Kernels as rpm can tell them: by the versions of their packages, and by what uname calls them.
 * Both are worked out once, as pins may deny hundreds.
 */
public record KernelVersions(VersionSet evrs, VersionSet unames) {

    public static KernelVersions of(VersionSet kernels) {
        return new KernelVersions(kernels, UnameVersions.of(kernels));
    }
}
