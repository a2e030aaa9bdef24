package io.github.kernelpin.model.rpm;

/**
 * An epoch, version and release, ordered as rpm orders them ({@code rpmVersionCompare} in rpm's
 * rpmver.c).
 *
 * <p>A missing release is the empty string. The order is coarser than {@code equals}: 1.0 and 1.00
 * compare as the same version.
 *
 * @param epoch from 0 to {@link #EPOCH_MAX}
 */
public record Evr(long epoch, String version, String release) implements Comparable<Evr> {

    /** To rpm it is a number of 32 bits. */
    public static final long EPOCH_MAX = 0xffff_ffffL;

    public Evr {
        if (epoch < 0) {
            throw new IllegalArgumentException("the epoch " + epoch + " is negative");
        }
        if (epoch > EPOCH_MAX) {
            throw new IllegalArgumentException("the epoch " + epoch + " is too large");
        }
        if (version.isEmpty()) {
            throw new IllegalArgumentException("the version is empty");
        }
    }

    /**
     * Reads {@code [epoch:]version[-release]}.
     *
     * @throws IllegalArgumentException if the version is empty or the epoch is no number
     */
    public static Evr parse(String text) {
        int colon = text.indexOf(':');
        long epoch = colon == -1 ? 0 : parseEpoch(text.substring(0, colon), text);
        String rest = text.substring(colon + 1);
        int dash = rest.lastIndexOf('-');
        String version = dash == -1 ? rest : rest.substring(0, dash);
        String release = dash == -1 ? "" : rest.substring(dash + 1);
        if (version.isEmpty()) {
            throw new IllegalArgumentException("\"" + text + "\" has no version");
        }
        return new Evr(epoch, version, release);
    }

    private static long parseEpoch(String digits, String text) {
        long epoch = 0;
        for (int i = 0; i < digits.length(); i++) {
            if (!VersionOrder.isDigit(digits.charAt(i))) {
                throw new IllegalArgumentException(
                        "\"" + text + "\" has an epoch that is no number");
            }
            epoch = Math.min(epoch * 10 + digits.charAt(i) - '0', EPOCH_MAX + 1);
        }
        if (epoch > EPOCH_MAX) {
            throw new IllegalArgumentException("\"" + text + "\" has an epoch that is too large");
        }
        return epoch;
    }

    public boolean hasRelease() {
        return !release.isEmpty();
    }

    /**
     * Tells whether both are written alike. {@code equals} would start the JVM's method handles.
     */
    public boolean isIdenticalTo(Evr other) {
        return epoch == other.epoch
                && version.equals(other.version)
                && release.equals(other.release);
    }

    /** Orders by epoch, then version, then release; a missing release is the lowest. */
    @Override
    public int compareTo(Evr other) {
        int order = compareEpochAndVersion(other);
        return order != 0 ? order : VersionOrder.compare(release, other.release);
    }

    /**
     * Orders as rpm does for dependencies: where either side has no release, releases don't count.
     */
    public int compareForDependency(Evr other) {
        return hasRelease() && other.hasRelease()
                ? compareTo(other)
                : compareEpochAndVersion(other);
    }

    private int compareEpochAndVersion(Evr other) {
        int order = Long.compare(epoch, other.epoch);
        return order != 0 ? order : VersionOrder.compare(version, other.version);
    }

    /** The usual notation, with the epoch only where there is one: {@code 1:9.1.2-1.el8}. */
    @Override
    public String toString() {
        String prefix = epoch == 0 ? "" : epoch + ":";
        return prefix + version + (hasRelease() ? "-" + release : "");
    }
}
