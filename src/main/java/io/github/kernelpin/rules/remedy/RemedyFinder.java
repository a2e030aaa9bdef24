package io.github.kernelpin.rules.remedy;

import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.model.transaction.Request;
import io.github.kernelpin.model.transaction.Rest;
import io.github.kernelpin.model.verdict.Remedy;
import io.github.kernelpin.model.verdict.Verdict;
import io.github.kernelpin.rules.removal.Eviction;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds what an operator can do about a refused request: the least costly first, lifting a pin
 * last.
 */
final class RemedyFinder {

    private final List<Pin> pins;
    private final Request request;
    private final AvailableKernels available;
    private final List<Remedy> remedies = new ArrayList<>();

    RemedyFinder(List<Pin> pins, AvailableKernels available) {
        this.pins = pins;
        this.request = available.request();
        this.available = available;
    }

    /** The remedies for a refusal, of which this would have to be left out. */
    List<Remedy> find(Verdict verdict, Exclusions exclusions) {
        addRest(verdict, exclusions);
        KernelAndBuilds both = KernelAndBuilds.of(verdict, pins, available);
        if (both != null) {
            remedies.add(
                    new Remedy.InstallPair(both.kernel().nevra(), both.builds(), both.packages()));
        }
        addKernels(FittingKernel.of(verdict, available));
        int limit = Eviction.limitToKeepAll(verdict, request.transaction());
        if (limit > 0) {
            remedies.add(new Remedy.RaiseLimit(limit));
        }
        remedies.add(Lifting.of(verdict, pins, request));
        return remedies;
    }

    private void addRest(Verdict verdict, Exclusions exclusions) {
        List<String> specs = RestOfCommand.of(request, exclusions);
        Rest rest = request.rest();
        if (specs == null || !exclusions.leaveOthers(request)) {
            return;
        }
        if (rest == null || !RestOfCommand.isWhole(request, specs)) {
            if (exclusions.areEnough()) {
                remedies.add(
                        new Remedy.InstallRest(
                                new ArrayList<>(exclusions.packages()),
                                specs,
                                exclusions.excludes(),
                                false,
                                true));
            }
            return;
        }
        RestJudge judge = new RestJudge(pins, request, rest);
        String problem = judge.isEmpty() ? "nothing else is left" : judge.problem();
        if (problem.isEmpty()) {
            remedies.add(judge.remedy(specs));
        } else if (verdict.notHeld().isEmpty()) {
            // Else it has been said already.
            remedies.add(new Remedy.NoRest(problem));
        }
    }

    private void addKernels(List<FittingKernel> alternatives) {
        Set<Nevra> offered = new TreeSet<>();
        boolean anyMissing = false;
        for (FittingKernel fitting : alternatives) {
            RpmPackage kernel = fitting.kernel();
            if (kernel == null) {
                anyMissing = true;
            } else if (fitting.installed()) {
                remedies.add(new Remedy.StayWith(kernel.nevra()));
            } else if (!offered.containsAll(fitting.packages())) {
                offered.addAll(fitting.packages());
                remedies.add(new Remedy.InstallKernel(kernel.nevra(), fitting.packages()));
            }
        }
        if (anyMissing) {
            remedies.add(new Remedy.WaitForKernel());
        }
    }
}
