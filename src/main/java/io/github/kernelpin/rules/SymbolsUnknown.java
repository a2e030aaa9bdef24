package io.github.kernelpin.rules;

import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.transaction.Transaction;
import io.github.kernelpin.model.verdict.Finding;
import io.github.kernelpin.rules.pair.Comparisons;
import io.github.kernelpin.rules.symbol.SymbolComparison;
import java.util.ArrayList;
import java.util.List;

/**
 * Warns when there are no symbols to compare, so that nobody takes it for a good sign, or when
 * another package exports one of them with another CRC than it needs; refuses if the module's
 * symbols setting is strict.
 */
final class SymbolsUnknown implements Rule {

    static final String ID = "symbols-unknown";

    private final Comparisons comparisons;

    SymbolsUnknown(Comparisons comparisons) {
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
            if (comparison.isUnknown()) {
                findings.add(
                        comparison.finding(
                                ID,
                                comparison.severityOfUnknown(),
                                comparison.unknownReason(),
                                List.of()));
            }
        }
        return findings;
    }
}
