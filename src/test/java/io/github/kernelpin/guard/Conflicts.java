package io.github.kernelpin.guard;

import io.github.kernelpin.guard.interval.Dependency;
import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.rpm.VersionConstraint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Evaluates dependencies as rpm does. */
public final class Conflicts {

    private Conflicts() {}

    /** Tells whether a package is one that any of the dependencies is about. */
    public static boolean isHit(
            List<Dependency> dependencies, List<RpmPackage.Capability> provides) {
        for (Dependency each : dependencies) {
            if (isMet(each, provides)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isMet(Dependency dependency, List<RpmPackage.Capability> provides) {
        if (dependency instanceof Dependency.With both) {
            return isMet(both.one(), provides) && isMet(both.other(), provides);
        }
        if (dependency instanceof Dependency.Without without) {
            boolean isOther = false;
            for (RpmPackage.Capability each : provides) {
                isOther |= without.others().contains(each.name());
            }
            return isMet(without.some(), provides) && !isOther;
        }
        if (dependency instanceof Dependency.Either either) {
            return isHit(either.all(), provides);
        }
        Dependency.On on = (Dependency.On) dependency;
        for (RpmPackage.Capability each : provides) {
            if (each.name().equals(on.name()) && isProvided(on.version(), each.version())) {
                return true;
            }
        }
        return false;
    }

    /** Without a version, either meets the other in any (libsolv's pool_addrelproviders). */
    private static boolean isProvided(
            @Nullable VersionConstraint wanted, @Nullable VersionConstraint provided) {
        return wanted == null || provided == null || wanted.overlaps(provided);
    }
}
