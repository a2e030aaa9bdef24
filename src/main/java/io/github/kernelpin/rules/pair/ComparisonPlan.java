package io.github.kernelpin.rules.pair;

import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.transaction.Transaction;
import io.github.kernelpin.rules.symbol.Loading;
import io.github.kernelpin.rules.symbol.ModuleLoads;
import io.github.kernelpin.rules.symbol.SymbolComparison;
import io.github.kernelpin.rules.symbol.SymbolComparison.Standing;
import java.util.ArrayList;
import java.util.List;

/**
 * Which comparisons of a pin's modules with kernels are worth a word: those with kernels that come
 * in, and those with kernels that stay where the transaction makes something worse.
 */
final class ComparisonPlan {

    private final Pin pin;
    private final Transaction transaction;
    private final ModuleLoads loads;
    private final EndState end;
    private final List<SymbolComparison> comparisons = new ArrayList<>();

    ComparisonPlan(ModuleLoads loads, EndState end) {
        this.pin = loads.pin();
        this.transaction = loads.transaction();
        this.loads = loads;
        this.end = end;
    }

    /**
     * Compares them.
     *
     * @throws io.github.kernelpin.rules.symbol.TooLargeException if that takes more effort than is
     *     left
     */
    List<SymbolComparison> comparisons() {
        for (Pin.PinnedModule module : pin.modules()) {
            for (RpmPackage kernel : transaction.after()) {
                if (pin.appliesTo(kernel)) {
                    add(module, kernel);
                }
            }
        }
        return comparisons;
    }

    private void add(Pin.PinnedModule module, RpmPackage kernel) {
        Loading after = loads.of(module, kernel, true);
        if (after == Loading.LOADS) {
            return;
        }
        if (!transaction.keeps(kernel)) {
            addAll(module, kernel, end.isAside(kernel) ? Standing.ASIDE : Standing.COMES_IN);
            return;
        }
        boolean isWorse = after.compareTo(loads.of(module, kernel, false)) > 0;
        if (end.mustLoad(kernel) && (isWorse || end.isNewlyNext(kernel))) {
            addAll(module, kernel, Standing.NEXT);
        } else if (isWorse && isOneToGoBackTo(kernel)) {
            addAll(module, kernel, Standing.FALLBACK);
        }
    }

    private boolean isOneToGoBackTo(RpmPackage kernel) {
        return end.isPermitted(kernel) || transaction.host().runs(kernel);
    }

    private void addAll(Pin.PinnedModule module, RpmPackage kernel, Standing standing) {
        for (SymbolComparison each : loads.comparisons(module, kernel, true)) {
            comparisons.add(each.withStanding(standing));
        }
    }
}
