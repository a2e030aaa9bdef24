package io.github.kernelpin.rules.symbol;

import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.model.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which modules and kernels of a transaction have to be compared: a pin's modules as they will be,
 * with kernels that come in and, if a module changes, with those that stay, the pinned and the
 * running one.
 */
public final class ComparisonPlan {

    private final Pin pin;
    private final TransactionSymbols symbols;
    private final Transaction transaction;

    public ComparisonPlan(Pin pin, TransactionSymbols symbols) {
        this.pin = pin;
        this.symbols = symbols;
        this.transaction = symbols.transaction();
    }

    /**
     * Compares them.
     *
     * @throws TooLargeException if that takes more effort than is left
     */
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
        List<RpmPackage> kernels = concerned(transaction.after());
        List<RpmPackage> before = carriers(module, transaction.before());
        Map<Nevra, Boolean> didNotLoad = new TreeMap<>();
        for (RpmPackage candidate : carriers(module, transaction.after())) {
            ModuleBuild build = ModuleBuild.of(candidate, !transaction.keeps(candidate));
            for (RpmPackage kernel : kernels) {
                if (!hasToLoad(build, candidate, kernel)) {
                    continue;
                }
                if (transaction.keeps(kernel) && !didNotLoad.containsKey(kernel.nevra())) {
                    didNotLoad.put(kernel.nevra(), anyDisagrees(module, before, kernel));
                }
                if (!didNotLoad.getOrDefault(kernel.nevra(), false)) {
                    comparisons.add(compare(module, build, kernel, symbols.after()));
                }
            }
        }
    }

    private static List<RpmPackage> carriers(Pin.PinnedModule module, List<RpmPackage> packages) {
        List<RpmPackage> carriers = new ArrayList<>();
        for (RpmPackage each : packages) {
            if (each.provides(module.packageName())) {
                carriers.add(each);
            }
        }
        return carriers;
    }

    private List<RpmPackage> concerned(List<RpmPackage> packages) {
        List<RpmPackage> kernels = new ArrayList<>();
        for (RpmPackage each : packages) {
            if (pin.appliesTo(each)) {
                kernels.add(each);
            }
        }
        return kernels;
    }

    private boolean hasToLoad(ModuleBuild build, RpmPackage rpm, RpmPackage kernel) {
        boolean sameArch = kernel.nevra().arch().equals(rpm.nevra().arch());
        boolean counts = pin.permits(kernel) || transaction.host().runs(kernel);
        return sameArch && (!transaction.keeps(kernel) || (counts && build.comesIn()));
    }

    /** Tells whether the module as it is now is one that does not load in an installed kernel. */
    private boolean anyDisagrees(
            Pin.PinnedModule module, List<RpmPackage> before, RpmPackage kernel) {
        for (RpmPackage installed : before) {
            ModuleBuild build = ModuleBuild.of(installed, false);
            SymbolComparison now = compare(module, build, kernel, symbols.before());
            if (now.diff().disagreeing() > 0) {
                return true;
            }
        }
        return false;
    }

    /** Files stay as they are, so only incoming kernels matter. */
    private void addFiles(List<SymbolComparison> comparisons, Pin.PinnedModule module) {
        for (RpmPackage kernel : concerned(transaction.incoming())) {
            comparisons.add(compareFile(module, kernel));
        }
    }

    public SymbolComparison compareFile(Pin.PinnedModule module, RpmPackage kernel) {
        ModuleBuild build = ModuleBuild.inFiles(module, kernel, transaction.host().moduleFiles());
        return compare(module, build, kernel, symbols.after());
    }

    private SymbolComparison compare(
            Pin.PinnedModule module,
            ModuleBuild build,
            RpmPackage kernel,
            ProvidedSymbols provided) {
        SymbolComparison comparison = new SymbolComparison(pin, module, build, kernel, transaction);
        comparison.compareIn(provided, symbols.effort());
        return comparison;
    }
}
