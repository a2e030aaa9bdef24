package io.github.kernelpin.rules;

import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.transaction.Transaction;
import io.github.kernelpin.model.verdict.Finding;
import io.github.kernelpin.rules.pair.Comparisons;
import io.github.kernelpin.rules.symbol.SymbolComparison;
import java.util.ArrayList;
import java.util.List;

/**
 * Fires when a kernel lacks a symbol that a pinned module needs; as grave as the module's symbols
 * setting.
 */
final class SymbolMissing implements Rule {

    static final String ID = "symbol-missing";

    private final Comparisons comparisons;

    SymbolMissing(Comparisons comparisons) {
        this.comparisons = comparisons;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public List<Finding> check(Pin pin, Transaction transaction) {
        List<Finding> findings = new ArrayList<>();
        for (SymbolComparison comparison : comparisons.of(pin)) {
            List<String> missing = comparison.diff().missing();
            if (!missing.isEmpty() && !comparison.isOfFallback()) {
                String message = comparison.count(missing.size(), "missing");
                findings.add(comparison.finding(ID, comparison.severity(), message, missing));
            }
        }
        return findings;
    }
}
