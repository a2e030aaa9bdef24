package io.github.kernelpin.rules.remedy;

import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.model.transaction.Request;
import io.github.kernelpin.model.transaction.Rest;
import io.github.kernelpin.model.verdict.Finding;
import io.github.kernelpin.model.verdict.Held;
import io.github.kernelpin.model.verdict.Remedy;
import io.github.kernelpin.model.verdict.Verdict;
import io.github.kernelpin.rules.Judge;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Judges what dnf would do without what is refused: it has to be less than what dnf wanted to do,
 * but for the parts of a kernel that fits and comes instead.
 */
final class RestJudge {

    private final List<Pin> pins;
    private final Request request;
    private final Rest rest;

    RestJudge(List<Pin> pins, Request request, Rest rest) {
        this.pins = pins;
        this.request = request;
        this.rest = rest;
    }

    /** Tells whether nothing is left to be done. */
    boolean isEmpty() {
        return rest.problem().isEmpty()
                && rest.transaction().incoming().isEmpty()
                && rest.transaction().outgoing().isEmpty();
    }

    /** Why it is no way to go; empty if it is one. */
    String problem() {
        if (!rest.problem().isEmpty()) {
            return rest.problem();
        }
        for (Finding refused : grave()) {
            return refused.change().rpm() + " would be refused as well (" + refused.rule() + ")";
        }
        RpmPackage removed = removedBesides();
        if (removed != null) {
            return "dnf would remove " + removed.nevra() + " for it";
        }
        RpmPackage added = addedBesides();
        return added == null ? "" : "dnf would take " + added.nevra() + " for it";
    }

    /** What would have to be left out besides, so that nothing in it is refused. */
    List<Nevra> culprits() {
        SortedSet<Nevra> culprits = new TreeSet<>();
        if (rest.problem().isEmpty()) {
            for (Finding refused : grave()) {
                culprits.addAll(refused.culprits());
            }
        }
        return new ArrayList<>(culprits);
    }

    private List<Finding> grave() {
        return verdict().grave();
    }

    /** What there is to be said of this, where nothing of it is kept out. */
    private Verdict verdict() {
        return Judge.judge(pins, rest.transaction(), request.allowedKernels());
    }

    /**
     * The findings for which something is held back, and those about what comes; not the warnings
     * about what does not.
     */
    Verdict withoutWhatIsHeld(Verdict found) {
        List<Finding> findings = new ArrayList<>(found.grave());
        if (!isEmpty()) {
            findings.addAll(verdict().findings());
        }
        return new Verdict(findings).holding(held());
    }

    /** The incoming packages that do not come. */
    private List<Nevra> leftOut() {
        return difference(request.transaction().incoming(), rest.transaction().incoming());
    }

    /** What is left out of the transaction so that this is left of it. */
    private Held held() {
        SortedSet<Nevra> instead = new TreeSet<>();
        for (RpmPackage each : rest.transaction().incoming()) {
            if (each.isBootableKernel()) {
                instead.add(each.nevra());
            }
        }
        instead.removeAll(nevras(request.transaction().incoming()));
        return new Held(leftOut(), new ArrayList<>(instead), staying(), isEmpty());
    }

    /** The outgoing packages that do not go. */
    private List<Nevra> staying() {
        return difference(request.transaction().outgoing(), rest.transaction().outgoing());
    }

    private static List<Nevra> difference(List<RpmPackage> all, List<RpmPackage> without) {
        SortedSet<Nevra> left = nevras(all);
        left.removeAll(nevras(without));
        return new ArrayList<>(left);
    }

    /** What has to be done for it; asked where there is no problem. */
    Remedy.InstallRest remedy(List<String> specs) {
        SortedSet<String> all = new TreeSet<>(rest.leftOut());
        for (Nevra each : rest.besides()) {
            all.add(each.toString());
        }
        return new Remedy.InstallRest(
                leftOut(), specs, new ArrayList<>(all), true, rest.takesBest());
    }

    private static SortedSet<Nevra> nevras(List<RpmPackage> packages) {
        SortedSet<Nevra> nevras = new TreeSet<>();
        for (RpmPackage each : packages) {
            nevras.add(each.nevra());
        }
        return nevras;
    }

    /** A package that would have stayed; null if there is none. */
    private @Nullable RpmPackage removedBesides() {
        SortedSet<Nevra> went = nevras(request.transaction().outgoing());
        for (RpmPackage each : rest.transaction().outgoing()) {
            if (!went.contains(each.nevra())) {
                return each;
            }
        }
        return null;
    }

    /**
     * A package of a name that nobody wanted, and no part of a kernel; null if none. What would
     * have gone is installed, and a newer build of it may come where it stays.
     */
    private @Nullable RpmPackage addedBesides() {
        SortedSet<String> names = new TreeSet<>();
        for (RpmPackage each : request.transaction().incoming()) {
            names.add(each.name());
        }
        for (RpmPackage each : request.transaction().outgoing()) {
            names.add(each.name());
        }
        for (RpmPackage each : rest.transaction().incoming()) {
            if (!names.contains(each.name()) && !isOfFittingKernel(each, names)) {
                return each;
            }
        }
        return null;
    }

    /** Tells whether a package comes with a kernel of a name that was wanted. */
    private boolean isOfFittingKernel(RpmPackage candidate, SortedSet<String> names) {
        for (RpmPackage kernel : rest.transaction().incoming()) {
            if (kernel.isBootableKernel()
                    && names.contains(kernel.name())
                    && candidate.isOfKernel()
                    && candidate.isSameBuildAs(kernel)) {
                return true;
            }
        }
        return false;
    }
}
