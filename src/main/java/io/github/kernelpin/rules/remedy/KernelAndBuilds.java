package io.github.kernelpin.rules.remedy;

import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.model.transaction.Request;
import io.github.kernelpin.model.transaction.Transaction;
import io.github.kernelpin.model.verdict.Finding;
import io.github.kernelpin.model.verdict.Severity;
import io.github.kernelpin.model.verdict.Subject;
import io.github.kernelpin.model.verdict.Verdict;
import io.github.kernelpin.rules.Judge;
import io.github.kernelpin.rules.symbol.TooLargeException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A kernel and the builds of modules that load in it, which may come where one of them alone is
 * refused.
 *
 * @param kernel its bootable package
 * @param builds the modules' packages
 * @param packages what to install to have both
 */
record KernelAndBuilds(RpmPackage kernel, List<Nevra> builds, List<Nevra> packages) {

    /** To judge them takes time, and the newest are what anybody wants. */
    private static final int KERNELS_TRIED_MAX = 3;

    private static final int REFUSED_TRIED_MAX = 3;

    KernelAndBuilds {
        builds = List.copyOf(builds);
        packages = List.copyOf(packages);
    }

    /** What may come in place of what is refused; null where dnf sees nothing of that kind. */
    static @Nullable KernelAndBuilds of(
            Verdict verdict, List<Pin> pins, AvailableKernels available) {
        try {
            return find(verdict, pins, available);
        } catch (TooLargeException e) {
            // What would take too long to find out is not offered.
            return null;
        }
    }

    private static @Nullable KernelAndBuilds find(
            Verdict verdict, List<Pin> pins, AvailableKernels available) {
        Set<Nevra> seen = new TreeSet<>();
        for (Finding finding : verdict.having(Severity.REFUSE)) {
            RpmPackage refused = finding.change().rpm();
            if (finding.change().direction() == Subject.Direction.INCOMING
                    && seen.add(refused.nevra())
                    && seen.size() <= REFUSED_TRIED_MAX) {
                Search search = new Search(pins, available);
                KernelAndBuilds found =
                        refused.isBootableKernel()
                                ? search.buildsFor(refused)
                                : search.kernelFor(refused);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    /** Adds one package after another to what is installed until nothing of it is refused. */
    private static final class Search {

        private final List<Pin> pins;
        private final AvailableKernels available;
        private final Request request;
        private final List<RpmPackage> packages = new ArrayList<>();
        private final List<Nevra> builds = new ArrayList<>();

        Search(List<Pin> pins, AvailableKernels available) {
            this.pins = pins;
            this.available = available;
            this.request = available.request();
        }

        @Nullable KernelAndBuilds buildsFor(RpmPackage kernel) {
            List<RpmPackage> parts = new ArrayList<>();
            for (RpmPackage each : request.transaction().incoming()) {
                if (belongsTo(kernel, each)) {
                    parts.add(each);
                }
            }
            return buildsFor(kernel, parts);
        }

        private @Nullable KernelAndBuilds buildsFor(RpmPackage kernel, List<RpmPackage> parts) {
            if (!canHaveBuilds()) {
                return null;
            }
            startWith(parts);
            for (Pin pin : pins) {
                for (Pin.PinnedModule module : pin.modules()) {
                    if (isRefused(module) && !addBuild(module)) {
                        return null;
                    }
                }
            }
            return !builds.isEmpty() && isAWayOut() ? found(kernel, parts) : null;
        }

        private void startWith(List<RpmPackage> parts) {
            packages.clear();
            builds.clear();
            packages.addAll(parts);
        }

        /** Without any there is nothing to judge. */
        private boolean canHaveBuilds() {
            for (Pin pin : pins) {
                for (Pin.PinnedModule module : pin.modules()) {
                    if (!available.builds(module.packageName()).isEmpty()) {
                        return true;
                    }
                }
            }
            return false;
        }

        @Nullable KernelAndBuilds kernelFor(RpmPackage build) {
            int tried = 0;
            List<RpmPackage> newestFirst = new ArrayList<>(request.available());
            newestFirst.sort(Collections.reverseOrder(RpmPackage.BY_VERSION));
            for (RpmPackage kernel : newestFirst) {
                if (!kernel.isBootableKernel()
                        || !available.isNews(kernel)
                        || !available.isAllowed(kernel)
                        || tried++ >= KERNELS_TRIED_MAX) {
                    continue;
                }
                List<RpmPackage> parts = new ArrayList<>();
                for (RpmPackage each : available.with(kernel)) {
                    if (belongsTo(kernel, each)) {
                        parts.add(each);
                    }
                }
                startWith(parts);
                add(build);
                if (isAWayOut()) {
                    return found(kernel, parts);
                }
            }
            return null;
        }

        private KernelAndBuilds found(RpmPackage kernel, List<RpmPackage> parts) {
            List<Nevra> named = new ArrayList<>(FittingKernel.withoutParts(parts, kernel));
            named.addAll(builds);
            return new KernelAndBuilds(kernel, builds, named);
        }

        private static boolean belongsTo(RpmPackage kernel, RpmPackage candidate) {
            return candidate.isSameBuildAs(kernel)
                    && (candidate.isPartOf(kernel)
                            || candidate.name().equals(kernel.name())
                            || candidate.name().equals(RpmPackage.familyOf(kernel.name())));
        }

        /** Tells whether some build of a module makes nothing about that module refused. */
        private boolean addBuild(Pin.PinnedModule module) {
            for (RpmPackage candidate : available.builds(module.packageName())) {
                add(candidate);
                if (!isRefused(module)) {
                    return true;
                }
                packages.remove(packages.size() - 1);
                builds.remove(builds.size() - 1);
            }
            return false;
        }

        private void add(RpmPackage build) {
            packages.add(build);
            builds.add(build.nevra());
        }

        private boolean isRefused(Pin.PinnedModule module) {
            for (Finding finding : grave()) {
                if (finding.location().compareTo(module.location()) == 0) {
                    return true;
                }
            }
            return false;
        }

        private List<Finding> grave() {
            return Judge.judge(pins, installation(), request.allowedKernels()).grave();
        }

        private Transaction installation() {
            return Installation.of(packages, request.transaction().host());
        }

        /** Tells whether nothing of it is refused, and it is not what has been refused already. */
        private boolean isAWayOut() {
            SortedSet<Nevra> wanted = kernelsAndModules(request.transaction());
            SortedSet<Nevra> coming = kernelsAndModules(installation());
            boolean isTheSame = coming.size() == wanted.size() && coming.containsAll(wanted);
            return !isTheSame && grave().isEmpty();
        }

        private static SortedSet<Nevra> kernelsAndModules(Transaction transaction) {
            SortedSet<Nevra> incoming = new TreeSet<>();
            for (RpmPackage each : transaction.incoming()) {
                if (each.isOfKernel() || each.isModule()) {
                    incoming.add(each.nevra());
                }
            }
            return incoming;
        }
    }
}
