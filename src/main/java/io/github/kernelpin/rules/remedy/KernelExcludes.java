package io.github.kernelpin.rules.remedy;

import io.github.kernelpin.model.kernel.KernelMinor;
import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.rules.symbol.PackageBuilds;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The patterns for {@code dnf --exclude} that keep every kernel away that does not fit.
 *
 * <p>To exclude the refused kernel is not enough: dnf would take the next best, which may be
 * refused as well, or be one of which only some packages are visible, so that dnf gives up.
 */
final class KernelExcludes {

    private final AvailableKernels available;
    private final Set<String> fittingBuilds = new TreeSet<>();

    KernelExcludes(String kernelName, AvailableKernels available) {
        this.available = available;
        for (RpmPackage kernel : available.named(kernelName)) {
            if (available.fits(kernel)) {
                fittingBuilds.add(PackageBuilds.nameOf(kernel.nevra()));
            }
        }
    }

    /** The patterns for packages of one name that were built together with refused kernels. */
    Set<String> forPackages(String name, SortedSet<Nevra> held) {
        SortedSet<Nevra> unwanted = new TreeSet<>(held);
        for (RpmPackage candidate : available.named(name)) {
            if (available.isNews(candidate) && !belongsToFitting(candidate)) {
                unwanted.add(candidate.nevra());
            }
        }
        Map<String, Integer> unwantedOfMinor = new TreeMap<>();
        for (Nevra each : unwanted) {
            String minor = minor(each);
            unwantedOfMinor.put(minor, unwantedOfMinor.getOrDefault(minor, 0) + 1);
        }
        Set<String> wanted = minorsWithFitting(name);
        Set<String> patterns = new TreeSet<>();
        for (Nevra each : unwanted) {
            // One pattern for a whole minor if several are unwanted and none is wanted.
            String minor = minor(each);
            boolean isWhole = unwantedOfMinor.getOrDefault(minor, 0) > 1 && !wanted.contains(minor);
            patterns.add(isWhole ? name + "-" + minor : each.toString());
        }
        return patterns;
    }

    private Set<String> minorsWithFitting(String name) {
        Set<String> minors = new TreeSet<>();
        for (RpmPackage each : available.named(name)) {
            if (belongsToFitting(each)) {
                minors.add(minor(each.nevra()));
            }
        }
        return minors;
    }

    private static String minor(Nevra nevra) {
        return new KernelMinor(nevra.evr().version(), KernelMinor.buildOf(nevra.evr().release()))
                .toString();
    }

    private boolean belongsToFitting(RpmPackage candidate) {
        return fittingBuilds.contains(PackageBuilds.nameOf(candidate.nevra()));
    }
}
