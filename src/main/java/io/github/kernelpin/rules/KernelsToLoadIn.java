package io.github.kernelpin.rules;

import io.github.kernelpin.model.Pin;
import io.github.kernelpin.model.RpmPackage;
import io.github.kernelpin.model.Transaction;
import java.util.ArrayList;
import java.util.List;

/**
 * Which modules and kernels of a transaction have to be compared: a pin's modules as they will be,
 * with kernels that come in and, if a module changes, with those that stay, the pinned and the
 * running one.
 */
final class KernelsToLoadIn {

    private final Pin pin;
    private final Transaction transaction;

    KernelsToLoadIn(Pin pin, Transaction transaction) {
        this.pin = pin;
        this.transaction = transaction;
    }

    List<SymbolComparison> comparisons() {
        List<SymbolComparison> comparisons = new ArrayList<>();
        for (Pin.PinnedModule module : pin.modules()) {
            if (module.isReadFromFiles()) {
                addFiles(comparisons, module);
            } else if (module.symbols() != Pin.SymbolPolicy.OFF) {
                addPackages(comparisons, module);
            }
        }
        return comparisons;
    }

    private void addPackages(List<SymbolComparison> comparisons, Pin.PinnedModule module) {
        for (RpmPackage candidate : transaction.after()) {
            if (candidate.provides(module.packageName())) {
                ModuleBuild build = ModuleBuild.of(candidate, !transaction.keeps(candidate));
                for (RpmPackage kernel : transaction.after()) {
                    if (hasToLoad(module, build, candidate, kernel)) {
                        comparisons.add(compare(module, build, kernel, transaction.after()));
                    }
                }
            }
        }
    }

    private boolean hasToLoad(
            Pin.PinnedModule module, ModuleBuild build, RpmPackage rpm, RpmPackage kernel) {
        boolean sameArch = kernel.nevra().arch().equals(rpm.nevra().arch());
        boolean counts = pin.allows(kernel.evr()) || transaction.host().runs(kernel);
        return pin.concerns(kernel)
                && sameArch
                && (!transaction.keeps(kernel)
                        || (counts && build.comesIn() && !didNotLoadBefore(module, kernel)));
    }

    /** Tells whether the module as it is now is one that does not load in an installed kernel. */
    private boolean didNotLoadBefore(Pin.PinnedModule module, RpmPackage kernel) {
        for (RpmPackage installed : transaction.before()) {
            if (installed.provides(module.packageName())) {
                ModuleBuild build = ModuleBuild.of(installed, false);
                SymbolComparison before = compare(module, build, kernel, transaction.before());
                if (before.diff().disagreeing() > 0) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Files stay as they are, so only incoming kernels matter. */
    private void addFiles(List<SymbolComparison> comparisons, Pin.PinnedModule module) {
        for (RpmPackage kernel : transaction.incoming()) {
            if (pin.concerns(kernel)) {
                comparisons.add(compareFile(module, kernel));
            }
        }
    }

    SymbolComparison compareFile(Pin.PinnedModule module, RpmPackage kernel) {
        ModuleBuild build = ModuleBuild.inFiles(module, kernel, transaction.host().moduleFiles());
        return compare(module, build, kernel, transaction.after());
    }

    private SymbolComparison compare(
            Pin.PinnedModule module,
            ModuleBuild build,
            RpmPackage kernel,
            List<RpmPackage> packages) {
        SymbolComparison comparison = new SymbolComparison(pin, module, build, kernel, transaction);
        comparison.compareIn(packages);
        return comparison;
    }
}
