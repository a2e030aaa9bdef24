package io.github.kernelpin.rules;

import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.symbol.SymbolDiff;
import io.github.kernelpin.model.transaction.Transaction;
import io.github.kernelpin.model.verdict.Finding;
import io.github.kernelpin.rules.pair.Comparisons;
import io.github.kernelpin.rules.symbol.SymbolComparison;
import java.util.ArrayList;
import java.util.List;

/**
 * Fires when a kernel has a symbol that a pinned module needs with another CRC; as grave as the
 * module's symbols setting.
 */
final class SymbolChanged implements Rule {

    static final String ID = "symbol-changed";

    private final Comparisons comparisons;

    SymbolChanged(Comparisons comparisons) {
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
            List<String> changed = new ArrayList<>();
            for (SymbolDiff.Changed symbol : comparison.diff().changed()) {
                changed.add(symbol.describe());
            }
            if (!changed.isEmpty() && !comparison.isOfFallback()) {
                String message = comparison.count(changed.size(), "changed");
                findings.add(comparison.finding(ID, comparison.severity(), message, changed));
            }
        }
        return findings;
    }
}
