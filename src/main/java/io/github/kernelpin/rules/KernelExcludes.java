package io.github.kernelpin.rules;

import io.github.kernelpin.model.KernelMinor;
import io.github.kernelpin.model.Nevra;
import io.github.kernelpin.model.Pin;
import io.github.kernelpin.model.Request;
import io.github.kernelpin.model.RpmPackage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The patterns for {@code dnf --exclude} that keep every kernel away that does not fit.
 *
 * <p>To exclude the refused kernel is not enough: dnf would take the next best, which may be
 * refused as well, or be one of which only some packages are visible, so that dnf gives up.
 */
final class KernelExcludes {

    private final RpmPackage refusedKernel;
    private final List<Pin> pins;
    private final Request request;

    KernelExcludes(RpmPackage refusedKernel, List<Pin> pins, Request request) {
        this.refusedKernel = refusedKernel;
        this.pins = pins;
        this.request = request;
    }

    /** The patterns for one of the packages that were built together with the refused kernel. */
    Set<String> forPackage(Nevra held) {
        List<Nevra> unwanted = new ArrayList<>();
        for (RpmPackage candidate : request.available()) {
            boolean isOther = candidate.nevra().compareTo(held) != 0;
            if (isOther
                    && candidate.name().equals(held.name())
                    && isNews(candidate)
                    && !belongsToFitting(candidate)) {
                unwanted.add(candidate.nevra());
            }
        }
        unwanted.add(held);
        Set<String> patterns = new TreeSet<>();
        for (Nevra each : unwanted) {
            patterns.add(pattern(each, unwanted));
        }
        return patterns;
    }

    /** What is not newer than an installed one of its name, dnf does not take of itself. */
    private boolean isNews(RpmPackage candidate) {
        for (RpmPackage installed : request.transaction().before()) {
            if (installed.name().equals(candidate.name())
                    && installed.evr().compareTo(candidate.evr()) >= 0) {
                return false;
            }
        }
        return true;
    }

    private boolean belongsToFitting(RpmPackage candidate) {
        for (RpmPackage kernel : request.available()) {
            if (kernel.name().equals(refusedKernel.name())
                    && kernel.isSameBuildAs(candidate)
                    && FittingKernel.fits(kernel, pins, request)) {
                return true;
            }
        }
        return false;
    }

    /** One pattern for a whole minor if several packages of it are unwanted and none is wanted. */
    private String pattern(Nevra nevra, List<Nevra> unwanted) {
        KernelMinor minor =
                new KernelMinor(nevra.evr().version(), KernelMinor.buildOf(nevra.evr().release()));
        int count = 0;
        for (Nevra each : unwanted) {
            count += minor.contains(each.evr()) ? 1 : 0;
        }
        for (RpmPackage each : request.available()) {
            if (each.name().equals(nevra.name())
                    && minor.contains(each.evr())
                    && belongsToFitting(each)) {
                return nevra.toString();
            }
        }
        return count > 1 ? nevra.name() + "-" + minor : nevra.toString();
    }
}
