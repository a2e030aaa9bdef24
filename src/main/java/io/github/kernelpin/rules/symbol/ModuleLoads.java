package io.github.kernelpin.rules.symbol;

import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.rpm.Architecture;
import io.github.kernelpin.model.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Compares the modules of one pin with kernels, each pair once before a transaction and after. */
public final class ModuleLoads {

    private final Pin pin;
    private final TransactionSymbols symbols;
    private final Transaction transaction;
    private final Map<String, List<SymbolComparison>> known = new TreeMap<>();

    public ModuleLoads(Pin pin, TransactionSymbols symbols) {
        this.pin = pin;
        this.symbols = symbols;
        this.transaction = symbols.transaction();
    }

    public Pin pin() {
        return pin;
    }

    public Transaction transaction() {
        return transaction;
    }

    /**
     * Whether every module whose symbols count loads in a kernel.
     *
     * @param after whether that is asked of the host after the transaction, or before
     * @throws TooLargeException if that takes more effort than is left
     */
    public Loading ofAll(RpmPackage kernel, boolean after) {
        Loading worst = Loading.LOADS;
        for (Pin.PinnedModule module : pin.modules()) {
            if (module.symbols().isGrave()) {
                worst = worst.and(of(module, kernel, after));
            }
        }
        return worst;
    }

    /**
     * Whether a module loads in a kernel. A module that has no build at all before has not failed
     * yet, and what becomes of one that leaves is for another rule.
     *
     * @throws TooLargeException if that takes more effort than is left
     */
    public Loading of(Pin.PinnedModule module, RpmPackage kernel, boolean after) {
        // Of packages of one name nobody knows which file counts; of several names, one is enough.
        Map<String, Loading> worst = new TreeMap<>();
        List<SymbolComparison> all = comparisons(module, kernel, after);
        for (SymbolComparison comparison : all) {
            Loading one = comparison.loading();
            if (one == Loading.UNKNOWN && comparison.countsAsFailure()) {
                one = Loading.FAILS;
            }
            RpmPackage rpm = comparison.build().rpm();
            String name = rpm == null ? "" : rpm.name();
            worst.put(name, one.and(worst.getOrDefault(name, Loading.LOADS)));
        }
        Loading best = all.isEmpty() ? Loading.LOADS : Loading.FAILS;
        for (Loading each : worst.values()) {
            best = each.compareTo(best) < 0 ? each : best;
        }
        return best;
    }

    /**
     * Every build of a module compared with a kernel.
     *
     * @throws TooLargeException if that takes more effort than is left
     */
    public List<SymbolComparison> comparisons(
            Pin.PinnedModule module, RpmPackage kernel, boolean after) {
        String key = (after ? "after " : "before ") + kernel.nevra() + " " + module.location();
        List<SymbolComparison> found = known.get(key);
        if (found == null) {
            found = compareAll(module, kernel, after);
            known.put(key, found);
        }
        return found;
    }

    private List<SymbolComparison> compareAll(
            Pin.PinnedModule module, RpmPackage kernel, boolean after) {
        List<SymbolComparison> comparisons = new ArrayList<>();
        if (module.isReadFromFiles()) {
            comparisons.add(compareFile(module, kernel, after));
        } else if (module.symbols() != Pin.SymbolPolicy.OFF) {
            RpmPackage foreign = null;
            for (RpmPackage each : buildsFor(module, kernel, after)) {
                if (Architecture.areAlike(each.nevra().arch(), kernel.nevra().arch())) {
                    ModuleBuild build = ModuleBuild.of(each, after && !transaction.keeps(each));
                    comparisons.add(compare(module, build, kernel, after));
                } else {
                    foreign = each;
                }
            }
            if (comparisons.isEmpty() && foreign != null) {
                ModuleBuild build = ModuleBuild.ofOtherArchitecture(foreign);
                comparisons.add(compare(module, build, kernel, after));
            }
        }
        return comparisons;
    }

    /** The packages of a module; without those for other kernels where there are any for this. */
    private List<RpmPackage> buildsFor(Pin.PinnedModule module, RpmPackage kernel, boolean after) {
        List<RpmPackage> all = new ArrayList<>();
        List<RpmPackage> forThis = new ArrayList<>();
        for (RpmPackage each : after ? transaction.after() : transaction.before()) {
            if (each.provides(module.packageName())) {
                all.add(each);
                if (!each.isTiedToAnotherThan(kernel)) {
                    forThis.add(each);
                }
            }
        }
        return forThis.isEmpty() ? all : forThis;
    }

    /** The file that a kernel would get, compared with it. */
    public SymbolComparison compareFile(Pin.PinnedModule module, RpmPackage kernel, boolean after) {
        ModuleBuild build = ModuleBuild.inFiles(module, kernel, transaction.host().moduleFiles());
        return compare(module, build, kernel, after);
    }

    private SymbolComparison compare(
            Pin.PinnedModule module, ModuleBuild build, RpmPackage kernel, boolean after) {
        SymbolComparison comparison = new SymbolComparison(pin, module, build, kernel, transaction);
        comparison.compareIn(
                after ? symbols.after() : symbols.before(),
                symbols.before().ofModules(kernel),
                symbols.effort());
        return comparison;
    }
}
