package io.github.kernelpin.rules;

import io.github.kernelpin.model.Finding;
import io.github.kernelpin.model.Nevra;
import io.github.kernelpin.model.Pin;
import io.github.kernelpin.model.Request;
import io.github.kernelpin.model.RpmPackage;
import io.github.kernelpin.model.Severity;
import io.github.kernelpin.model.Transaction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The newest kernel that every pin allows, in place of a refused one.
 *
 * @param kernel its bootable package; null when dnf sees none
 * @param installed whether it is installed already
 * @param packages what to install to have it as complete as the refused one
 */
public record FittingKernel(@Nullable RpmPackage kernel, boolean installed, List<Nevra> packages) {

    public FittingKernel {
        packages = List.copyOf(packages);
    }

    /** One entry for each variant of which a kernel is refused. */
    public static List<FittingKernel> of(Verdict verdict, List<Pin> pins, Request request) {
        List<FittingKernel> fitting = new ArrayList<>();
        Set<String> names = new TreeSet<>();
        for (Finding finding : verdict.having(Severity.DENY)) {
            RpmPackage refused = finding.subject().rpm();
            boolean comesIn = finding.subject().fate() == Finding.Fate.INCOMING;
            if (comesIn && refused.isBootableKernel() && names.add(refused.name())) {
                fitting.add(instead(refused, pins, request));
            }
        }
        return fitting;
    }

    /**
     * Tells whether this is known to be a kernel, and every pin that is about it allows it, symbols
     * included.
     */
    static boolean fits(
            RpmPackage kernel, List<Pin> pins, Request request, AvailableBuilds available) {
        return kernel.isBootableKernel()
                && isAllowed(kernel, pins)
                && fitsWith(kernel, available.with(kernel), pins, request);
    }

    private static boolean isAllowed(RpmPackage kernel, List<Pin> pins) {
        for (Pin pin : pins) {
            if (pin.concerns(kernel) && !pin.allows(kernel.evr())) {
                return false;
            }
        }
        return true;
    }

    private static boolean fitsWith(
            RpmPackage kernel, List<RpmPackage> companions, List<Pin> pins, Request request) {
        Transaction instead = request.transaction().withKernel(kernel, companions);
        for (Pin pin : pins) {
            for (SymbolComparison comparison : SymbolComparison.of(pin, instead)) {
                if (comparison.isDenial()) {
                    return false;
                }
            }
        }
        return true;
    }

    private static FittingKernel instead(RpmPackage refused, List<Pin> pins, Request request) {
        RpmPackage installed = newestLike(refused, request.transaction().before(), pins, request);
        RpmPackage available = newestLike(refused, request.available(), pins, request);
        if (available == null
                || (installed != null && installed.evr().compareTo(available.evr()) >= 0)) {
            return new FittingKernel(installed, installed != null, List.of());
        }
        Set<String> names = companionNames(refused, request);
        if (!fitsWith(available, named(names, available, request), pins, request)) {
            // Some symbols are in the one package that nobody has asked for.
            names.add(RpmPackage.familyOf(refused.name()) + "-modules-extra");
        }
        return new FittingKernel(
                available, false, withoutParts(named(names, available, request), available));
    }

    private static @Nullable RpmPackage newestLike(
            RpmPackage refused, List<RpmPackage> from, List<Pin> pins, Request request) {
        AvailableBuilds available = new AvailableBuilds(request.available());
        List<RpmPackage> alike = new ArrayList<>();
        for (RpmPackage candidate : from) {
            if (candidate.name().equals(refused.name())
                    && candidate.nevra().arch().equals(refused.nevra().arch())) {
                alike.add(candidate);
            }
        }
        alike.sort(Collections.reverseOrder(RpmPackage.BY_NEVRA));
        for (RpmPackage candidate : alike) {
            if (fits(candidate, pins, request, available)) {
                return candidate;
            }
        }
        return null;
    }

    /** The packages that came with the refused kernel, and its drivers. */
    private static Set<String> companionNames(RpmPackage refused, Request request) {
        String family = RpmPackage.familyOf(refused.name());
        Set<String> names = new TreeSet<>();
        names.add(refused.name());
        names.add(family + "-modules");
        names.add(family + "-modules-core");
        for (RpmPackage arriving : request.transaction().incoming()) {
            boolean sameFamily =
                    arriving.name().equals(family) || arriving.name().startsWith(family + "-");
            if (sameFamily && arriving.isSameBuildAs(refused)) {
                names.add(arriving.name());
            }
        }
        return names;
    }

    private static List<RpmPackage> named(Set<String> names, RpmPackage kernel, Request request) {
        List<RpmPackage> named = new ArrayList<>();
        for (RpmPackage candidate : request.available()) {
            if (names.contains(candidate.name()) && candidate.isSameBuildAs(kernel)) {
                named.add(candidate);
            }
        }
        return named;
    }

    /** The metapackage stands for its own. */
    private static List<Nevra> withoutParts(List<RpmPackage> packages, RpmPackage kernel) {
        Set<Nevra> all = new TreeSet<>();
        for (RpmPackage each : packages) {
            all.add(each.nevra());
        }
        String family = RpmPackage.familyOf(kernel.name());
        if (all.contains(new Nevra(family, kernel.evr(), kernel.nevra().arch()))) {
            for (String part : new String[] {"-core", "-modules", "-modules-core"}) {
                all.remove(new Nevra(family + part, kernel.evr(), kernel.nevra().arch()));
            }
        }
        return new ArrayList<>(all);
    }
}
