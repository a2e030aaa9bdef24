package io.github.kernelpin.rules.remedy;

import io.github.kernelpin.model.advisory.Withheld;
import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.model.transaction.PackageChange;
import io.github.kernelpin.model.transaction.Request;
import io.github.kernelpin.model.transaction.Rest;
import io.github.kernelpin.model.verdict.Finding;
import io.github.kernelpin.model.verdict.Verdict;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What has to be left out of a transaction so that the rest of it can go ahead.
 *
 * @param packages the incoming packages to leave out; empty when leaving out does not help
 * @param areEnough whether every finding goes away with them, as far as that can be told before
 *     anybody has tried
 * @param excludes patterns for {@code dnf --exclude} that keep dnf from taking them, or the next
 *     best refused kernel, after all; for a command that nobody tries, so no other build of what is
 *     no kernel may come
 * @param toTry the same for a trial: an older build that fits may come
 */
public record Exclusions(
        SortedSet<Nevra> packages, boolean areEnough, List<String> excludes, List<String> toTry) {

    public Exclusions {
        excludes = List.copyOf(excludes);
        toTry = List.copyOf(toTry);
    }

    /** Works out what to leave out. */
    public static Exclusions of(Verdict verdict, AvailableKernels available) {
        Request request = available.request();
        SortedSet<Nevra> held = new TreeSet<>();
        boolean areEnough = true;
        for (Finding finding : verdict.grave()) {
            areEnough &= !finding.culprits().isEmpty();
            held.addAll(finding.culprits());
        }
        addBuiltWith(held, request.transaction().incoming());
        addDependents(held, request.dependencies());
        return new Exclusions(
                held,
                areEnough,
                new Patterns(held, available).byName(),
                new Patterns(held, available).byBuild());
    }

    /**
     * What would be left of a transaction if nothing else changed: for those that nobody solves
     * again.
     */
    public Rest assumedRest(Request request) {
        Rest before = request.rest();
        return new Rest(
                before == null ? 1 : before.round() + 1,
                toTry,
                "",
                true,
                List.of(),
                List.of(),
                Withheld.UNKNOWN,
                request.transaction().without(packages));
    }

    /** The same, with further packages to leave out. */
    Exclusions and(List<Nevra> others) {
        SortedSet<Nevra> all = new TreeSet<>(packages);
        Set<String> patterns = new TreeSet<>(toTry);
        for (Nevra each : others) {
            all.add(each);
            patterns.add(each.toString());
        }
        return new Exclusions(all, areEnough, excludes, new ArrayList<>(patterns));
    }

    /** The same, with patterns that have been tried. */
    Exclusions andPatterns(List<String> tried) {
        Set<String> patterns = new TreeSet<>(toTry);
        patterns.addAll(tried);
        return new Exclusions(packages, areEnough, excludes, new ArrayList<>(patterns));
    }

    /** Those to leave out that are files named on the command line, which no exclude touches. */
    SortedSet<Nevra> fromCommandLine(Request request) {
        SortedSet<Nevra> files = new TreeSet<>();
        for (RpmPackage arriving : request.transaction().incoming()) {
            if (packages.contains(arriving.nevra())
                    && arriving.repository().equals(Request.COMMAND_LINE)) {
                files.add(arriving.nevra());
            }
        }
        return files;
    }

    /** Adds what cannot be installed without a package that is held already. */
    private static void addDependents(
            SortedSet<Nevra> held, List<Request.Dependency> dependencies) {
        SortedMap<Nevra, List<Missing>> byProvider = new TreeMap<>();
        for (Request.Dependency dependency : dependencies) {
            Missing missing = new Missing(dependency);
            for (Nevra provider : missing.providers) {
                List<Missing> of = byProvider.getOrDefault(provider, new ArrayList<>());
                of.add(missing);
                byProvider.put(provider, of);
            }
        }
        Deque<Nevra> pending = new ArrayDeque<>();
        for (Nevra each : held) {
            pending.add(each);
        }
        while (!pending.isEmpty()) {
            Nevra gone = pending.remove();
            for (Missing each : byProvider.getOrDefault(gone, List.of())) {
                each.providers.remove(gone);
                if (each.providers.isEmpty() && held.add(each.dependent)) {
                    pending.add(each.dependent);
                }
            }
        }
    }

    /** What a package still has of what it needs one of. */
    private static final class Missing {

        private final Nevra dependent;
        private final SortedSet<Nevra> providers;

        Missing(Request.Dependency dependency) {
            dependent = dependency.dependent();
            providers = new TreeSet<>(dependency.anyOf());
        }
    }

    /** Tells whether anything else is left to be installed. */
    boolean leaveOthers(Request request) {
        for (PackageChange change : request.transaction().changes()) {
            if (change.action().isIncoming() && !packages.contains(change.subject().nevra())) {
                return true;
            }
        }
        return false;
    }

    /** Adds what is installed with a kernel that is held: its parts and its kernel-devel. */
    private static void addBuiltWith(SortedSet<Nevra> held, List<RpmPackage> incoming) {
        List<RpmPackage> kernels = new ArrayList<>();
        for (RpmPackage each : incoming) {
            if (each.isBootableKernel() && held.contains(each.nevra())) {
                kernels.add(each);
            }
        }
        for (RpmPackage each : incoming) {
            for (RpmPackage kernel : kernels) {
                if (each.isPartOf(kernel) || each.isDevelOf(kernel)) {
                    held.add(each.nevra());
                }
            }
        }
    }
}
