package io.github.kernelpin.rules;

import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.transaction.Transaction;
import io.github.kernelpin.model.verdict.Finding;
import io.github.kernelpin.model.verdict.Severity;
import io.github.kernelpin.rules.pair.Comparisons;
import io.github.kernelpin.rules.symbol.SymbolComparison;
import java.util.ArrayList;
import java.util.List;

/**
 * Warns when a module that loads in the kernel that boots next no longer does in another installed
 * one, to which nobody can go back then; never refuses.
 */
final class FallbackLost implements Rule {

    static final String ID = "fallback-lost";

    private final Comparisons comparisons;

    FallbackLost(Comparisons comparisons) {
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
            int missing = comparison.diff().missing().size();
            int changed = comparison.diff().changed().size();
            if (comparison.isOfFallback() && missing + changed > 0) {
                String both = missing == 0 ? "changed" : "missing or changed";
                String message =
                        comparison.count(missing + changed, changed == 0 ? "missing" : both);
                findings.add(comparison.finding(ID, Severity.WARN, message, List.of()));
            }
        }
        return findings;
    }
}
