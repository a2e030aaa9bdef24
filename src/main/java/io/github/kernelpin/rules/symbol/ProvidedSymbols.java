package io.github.kernelpin.rules.symbol;

import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.rpm.Nevra;
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
 * {@code ksym()}.
 */
final class ProvidedSymbols {

    private final PackageBuilds kernels;
    private final SortedMap<Nevra, List<Symbols>> byKernel = new TreeMap<>();
    private final Symbols ofModules = new Symbols();

    ProvidedSymbols(List<RpmPackage> packages) {
        List<RpmPackage> ofKernels = new ArrayList<>();
        for (RpmPackage each : packages) {
            if (!each.providedSymbols().kernel().isEmpty()) {
                ofKernels.add(each);
            }
            Symbols exported = each.providedSymbols().ksym();
            for (int i = 0; i < exported.size(); i++) {
                ofModules.add(exported.name(i), exported.crc(i));
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

    /** Those of all modules that are packages of their own. */
    Symbols ofModules() {
        return ofModules;
    }
}
