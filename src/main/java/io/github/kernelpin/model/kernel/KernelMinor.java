package io.github.kernelpin.model.kernel;

import io.github.kernelpin.model.rpm.Evr;
import io.github.kernelpin.model.rpm.VersionOrder;

/**
 * A kernel minor: the builds of one kernel version whose release starts with one build number, as
 * 4.18.0-305 is RHEL 8.4's.
 *
 * <p>The build number compares as a number and is all that counts: dist tags don't tell the minor
 * (305.3.1.el8 is RHEL 8.4) and rebuilders append to them.
 */
public record KernelMinor(String version, long build) {

    private static final int BUILD_DIGITS_MAX = 18;

    public boolean contains(Evr kernel) {
        return kernel.version().equals(version) && buildOf(kernel.release()) == build;
    }

    /** The number before the first dot of a release, or -1 where there is none. */
    public static long buildOf(String release) {
        int end = 0;
        while (end < release.length() && VersionOrder.isDigit(release.charAt(end))) {
            end++;
        }
        boolean wholeComponent = end == release.length() || release.charAt(end) == '.';
        if (end == 0 || end > BUILD_DIGITS_MAX || !wholeComponent) {
            return -1;
        }
        return Long.parseLong(release.substring(0, end));
    }

    @Override
    public String toString() {
        return version + "-" + build + ".*";
    }
}
