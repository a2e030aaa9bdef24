package io.github.kernelpin.model.rpm;

/** A comparison with a version, as in {@code >= 9.1.2}. */
public record VersionConstraint(Comparison comparison, Evr evr) {

    /** Tells whether a package of exactly this version satisfies the constraint. */
    public boolean allows(Evr candidate) {
        return overlaps(new VersionConstraint(Comparison.EQUAL, candidate));
    }

    /**
     * Tells whether some version satisfies both, which is when rpm lets a Provide with the one meet
     * a Require with the other ({@code rpmverOverlap} in rpm's rpmver.c). A missing release matches
     * any.
     */
    public boolean overlaps(VersionConstraint other) {
        int order = evr.compareForDependency(other.evr);
        if (order < 0) {
            return comparison.includesGreater() || other.comparison.includesLess();
        }
        if (order > 0) {
            return comparison.includesLess() || other.comparison.includesGreater();
        }
        return meansReleaseOf(other)
                || other.meansReleaseOf(this)
                || (comparison.includesEqual() && other.comparison.includesEqual())
                || (comparison.includesLess() && other.comparison.includesLess())
                || (comparison.includesGreater() && other.comparison.includesGreater());
    }

    /** Tells whether this is a version without release, of which the other's release is one. */
    private boolean meansReleaseOf(VersionConstraint other) {
        return comparison.includesEqual() && !evr.hasRelease() && other.evr.hasRelease();
    }

    @Override
    public String toString() {
        return comparison.sign() + " " + evr;
    }
}
