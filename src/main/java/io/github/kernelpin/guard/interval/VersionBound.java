package io.github.kernelpin.guard.interval;

import io.github.kernelpin.model.rpm.Evr;

/**
 * A place in rpm's order of versions, between two of them.
 *
 * <p>A version without release stands for all its releases, as in {@code >= 4.18}: its cuts are
 * before the first and after the last of them.
 *
 * @param above whether it is right above the version rather than right below
 */
record VersionBound(Evr at, boolean above) implements Comparable<VersionBound> {

    static VersionBound below(Evr version) {
        return new VersionBound(version, false);
    }

    static VersionBound above(Evr version) {
        return new VersionBound(version, true);
    }

    @Override
    public int compareTo(VersionBound other) {
        int order = at.compareForDependency(other.at);
        if (order != 0) {
            return order;
        }
        if (at.hasRelease() == other.at.hasRelease()) {
            return Boolean.compare(above, other.above);
        }
        return at.hasRelease() ? -other.sideOfAll() : sideOfAll();
    }

    /** Where the cut of a version without release is, seen from its releases. */
    private int sideOfAll() {
        return above ? 1 : -1;
    }
}
