package io.github.kernelpin.rules.remedy;

import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.rules.symbol.PackageBuilds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The patterns for {@code dnf --exclude} that keep dnf from taking certain incoming packages. */
final class Patterns {

    private final SortedSet<Nevra> held;
    private final AvailableKernels available;

    Patterns(SortedSet<Nevra> held, AvailableKernels available) {
        this.held = held;
        this.available = available;
    }

    /**
     * Those that leave out every build of what belongs to no kernel: an older one may be as bad.
     */
    List<String> byName() {
        Set<String> patterns = new TreeSet<>();
        for (Nevra each : ofNoKernel(patterns)) {
            patterns.add(each.name());
        }
        return new ArrayList<>(patterns);
    }

    /** Those that leave out only builds that are known not to fit. */
    List<String> byBuild() {
        Set<String> patterns = new TreeSet<>();
        for (Nevra each : ofNoKernel(patterns)) {
            patterns.add(each.toString());
            for (RpmPackage other : available.named(each.name())) {
                if (available.isNews(other) && !available.fitsInPlaceOf(each, other, held)) {
                    patterns.add(other.toString());
                }
            }
        }
        return new ArrayList<>(patterns);
    }

    /** Adds the patterns for kernels, and returns what is left. */
    private List<Nevra> ofNoKernel(Set<String> patterns) {
        Map<String, RpmPackage> refused = new TreeMap<>();
        for (RpmPackage kernel : available.request().transaction().incoming()) {
            if (kernel.isBootableKernel() && held.contains(kernel.nevra())) {
                refused.putIfAbsent(PackageBuilds.nameOf(kernel.nevra()), kernel);
            }
        }
        List<Nevra> others = new ArrayList<>();
        Map<String, Map<String, SortedSet<Nevra>>> byKernelAndName = new TreeMap<>();
        for (Nevra each : held) {
            RpmPackage kernel = refused.get(PackageBuilds.nameOf(each));
            if (kernel == null) {
                others.add(each);
                continue;
            }
            Map<String, SortedSet<Nevra>> byName =
                    byKernelAndName.getOrDefault(kernel.name(), new TreeMap<>());
            SortedSet<Nevra> alike = byName.getOrDefault(each.name(), new TreeSet<>());
            alike.add(each);
            byName.put(each.name(), alike);
            byKernelAndName.put(kernel.name(), byName);
        }
        for (Map.Entry<String, Map<String, SortedSet<Nevra>>> kernel : byKernelAndName.entrySet()) {
            KernelExcludes ofKernel = new KernelExcludes(kernel.getKey(), available);
            for (Map.Entry<String, SortedSet<Nevra>> alike : kernel.getValue().entrySet()) {
                patterns.addAll(ofKernel.forPackages(alike.getKey(), alike.getValue()));
            }
        }
        return others;
    }
}
