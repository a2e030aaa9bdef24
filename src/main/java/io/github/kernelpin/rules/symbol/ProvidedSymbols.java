package io.github.kernelpin.rules.symbol;

import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.rpm.Architecture;
import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.model.symbol.SymbolDiff;
import io.github.kernelpin.model.symbol.Symbols;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the packages of a host provide to modules.
 *
 * <p>The symbols of a kernel are split over its packages: vmlinux's are in core, those of in-tree
 * modules in modules, modules-core and modules-extra. What other out-of-tree modules export is
 * {@code ksym()}, and is there in a kernel in which these load themselves.
 */
final class ProvidedSymbols {

    private final PackageBuilds kernels;
    private final List<RpmPackage> exporters = new ArrayList<>();
    private final SortedMap<Nevra, List<Symbols>> byKernel = new TreeMap<>();
    private final SortedMap<Nevra, Symbols> ofModulesByKernel = new TreeMap<>();

    ProvidedSymbols(List<RpmPackage> packages) {
        List<RpmPackage> ofKernels = new ArrayList<>();
        for (RpmPackage each : packages) {
            if (!each.providedSymbols().kernel().isEmpty()) {
                ofKernels.add(each);
            }
            if (!each.providedSymbols().ksym().isEmpty()) {
                exporters.add(each);
            }
        }
        kernels = new PackageBuilds(ofKernels);
    }

    /** A kernel's own, as each of its packages has them; empty where none says. */
    List<Symbols> ofKernel(RpmPackage kernel) {
        List<Symbols> known = byKernel.get(kernel.nevra());
        if (known == null) {
            known = new ArrayList<>();
            for (RpmPackage each : kernels.with(kernel)) {
                boolean isKernel = each.nevra().compareTo(kernel.nevra()) == 0;
                if (isKernel || each.isPartOf(kernel)) {
                    known.add(each.providedSymbols().kernel());
                }
            }
            byKernel.put(kernel.nevra(), known);
        }
        return known;
    }

    /** What modules that are packages of their own export in a kernel, where they load. */
    Symbols ofModules(RpmPackage kernel, ComparisonBudget effort) {
        Symbols known = ofModulesByKernel.get(kernel.nevra());
        if (known == null) {
            known = exported(loading(kernel, effort));
            ofModulesByKernel.put(kernel.nevra(), known);
        }
        return known;
    }

    /** Takes those away that do not load, until what is left provides all that the rest needs. */
    private List<RpmPackage> loading(RpmPackage kernel, ComparisonBudget effort) {
        List<RpmPackage> left = new ArrayList<>();
        for (RpmPackage each : exporters) {
            if (Architecture.areAlike(each.nevra().arch(), kernel.nevra().arch())
                    && !each.isTiedToAnotherThan(kernel)) {
                left.add(each);
            }
        }
        List<Symbols> ofKernel = ofKernel(kernel);
        boolean isAnyGone = !ofKernel.isEmpty();
        while (isAnyGone) {
            List<Symbols> providers = new ArrayList<>(ofKernel);
            providers.add(exported(left));
            List<RpmPackage> loading = new ArrayList<>();
            for (RpmPackage each : left) {
                effort.spend(
                        (long) each.requiredSymbols().kernel().size() * ofKernel.size()
                                + each.requiredSymbols().ksym().size());
                SymbolDiff diff = new SymbolDiff();
                diff.compare(each.requiredSymbols().kernel(), ofKernel);
                diff.compare(each.requiredSymbols().ksym(), providers);
                if (diff.disagreeing() == 0) {
                    loading.add(each);
                }
            }
            isAnyGone = loading.size() < left.size();
            left = loading;
        }
        return left;
    }

    private static Symbols exported(List<RpmPackage> packages) {
        Symbols symbols = new Symbols();
        for (RpmPackage each : packages) {
            Symbols exported = each.providedSymbols().ksym();
            for (int i = 0; i < exported.size(); i++) {
                symbols.add(exported.name(i), exported.crc(i));
            }
        }
        return symbols;
    }
}
