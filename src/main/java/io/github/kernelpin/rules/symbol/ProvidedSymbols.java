package io.github.kernelpin.rules.symbol;

import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.rpm.Architecture;
import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.model.symbol.SymbolDiff;
import io.github.kernelpin.model.symbol.SymbolTable;
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
 * {@code ksym()}, and is there for the kernels that these are for.
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

    /** What modules that are packages of their own export to a kernel. */
    Symbols ofModules(RpmPackage kernel) {
        Symbols known = ofModulesByKernel.get(kernel.nevra());
        if (known == null) {
            known = new Symbols();
            for (RpmPackage each : modules(kernel)) {
                Symbols exported = each.providedSymbols().ksym();
                for (int i = 0; i < exported.size(); i++) {
                    known.add(exported.name(i), exported.crc(i));
                }
            }
            ofModulesByKernel.put(kernel.nevra(), known);
        }
        return known;
    }

    /** The packages that export symbols to a kernel: no build for another one does. */
    List<RpmPackage> modules(RpmPackage kernel) {
        List<RpmPackage> modules = new ArrayList<>();
        for (RpmPackage each : exporters) {
            if (Architecture.areAlike(each.nevra().arch(), kernel.nevra().arch())
                    && !each.isTiedToAnotherThan(kernel)) {
                modules.add(each);
            }
        }
        return modules;
    }

    /**
     * What a kernel and all modules lack of what is required. Where the kernel does not tell, only
     * what is known to fail is compared: that makes nothing load.
     *
     * @param own what the package exports that requires them: its modules provide to one another
     * @throws TooLargeException if that takes more effort than is left
     */
    SymbolDiff compare(
            SymbolTable required, Symbols own, RpmPackage kernel, ComparisonBudget effort) {
        List<Symbols> ofKernel = ofKernel(kernel);
        effort.spend((long) required.kernel().size() * ofKernel.size() + required.ksym().size());
        // What a module of the kernel exports as well is there without the other module.
        List<Symbols> all = new ArrayList<>(ofKernel);
        all.add(ofModules(kernel));
        all.add(own);
        SymbolDiff diff = new SymbolDiff();
        if (!ofKernel.isEmpty()) {
            diff.compare(required.kernel(), ofKernel);
        }
        diff.compare(required.ksym(), all);
        return ofKernel.isEmpty() && diff.disagreeing() == 0 ? new SymbolDiff() : diff;
    }
}
