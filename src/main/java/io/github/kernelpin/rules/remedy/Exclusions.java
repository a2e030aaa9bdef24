package io.github.kernelpin.rules.remedy;

import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.model.transaction.PackageChange;
import io.github.kernelpin.model.transaction.Request;
import io.github.kernelpin.model.verdict.Finding;
import io.github.kernelpin.model.verdict.Severity;
import io.github.kernelpin.model.verdict.Verdict;
import io.github.kernelpin.rules.symbol.PackageBuilds;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What has to be left out of a refused transaction so that the rest of it can go ahead.
 *
 * @param packages the incoming packages to leave out; empty when leaving out does not help
 * @param excludes patterns for {@code dnf --exclude} that keep dnf from taking them, or the next
 *     best refused kernel, after all
 */
public record Exclusions(SortedSet<Nevra> packages, List<String> excludes) {

    private static final Exclusions NOTHING =
            new Exclusions(Collections.emptySortedSet(), List.of());

    public Exclusions {
        excludes = List.copyOf(excludes);
    }

    /** Works out what to leave out; nothing if that would leave no other package to install. */
    public static Exclusions of(Verdict verdict, AvailableKernels available) {
        Request request = available.request();
        SortedSet<Nevra> held = new TreeSet<>();
        for (Finding finding : verdict.having(Severity.REFUSE)) {
            if (finding.culprits().isEmpty()) {
                return NOTHING;
            }
            held.addAll(finding.culprits());
        }
        addDependents(held, request.dependencies());
        return hasOthers(held, request) ? new Exclusions(held, excludes(held, available)) : NOTHING;
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

    private static boolean hasOthers(SortedSet<Nevra> held, Request request) {
        for (PackageChange change : request.transaction().changes()) {
            if (change.action().isIncoming() && !held.contains(change.subject().nevra())) {
                return true;
            }
        }
        return false;
    }

    private static List<String> excludes(SortedSet<Nevra> held, AvailableKernels available) {
        Map<String, RpmPackage> refused = new TreeMap<>();
        for (RpmPackage kernel : available.request().transaction().incoming()) {
            if (kernel.isBootableKernel() && held.contains(kernel.nevra())) {
                refused.putIfAbsent(PackageBuilds.nameOf(kernel.nevra()), kernel);
            }
        }
        Set<String> excludes = new TreeSet<>();
        Map<String, Map<String, SortedSet<Nevra>>> byKernelAndName = new TreeMap<>();
        for (Nevra each : held) {
            RpmPackage kernel = refused.get(PackageBuilds.nameOf(each));
            if (kernel == null) {
                // An older build of it may need the held kernel just as well.
                excludes.add(each.name());
            } else {
                Map<String, SortedSet<Nevra>> byName =
                        byKernelAndName.getOrDefault(kernel.name(), new TreeMap<>());
                SortedSet<Nevra> alike = byName.getOrDefault(each.name(), new TreeSet<>());
                alike.add(each);
                byName.put(each.name(), alike);
                byKernelAndName.put(kernel.name(), byName);
            }
        }
        for (Map.Entry<String, Map<String, SortedSet<Nevra>>> kernel : byKernelAndName.entrySet()) {
            KernelExcludes ofKernel = new KernelExcludes(kernel.getKey(), available);
            for (Map.Entry<String, SortedSet<Nevra>> alike : kernel.getValue().entrySet()) {
                excludes.addAll(ofKernel.forPackages(alike.getKey(), alike.getValue()));
            }
        }
        return new ArrayList<>(excludes);
    }
}
