package io.github.kernelpin.rules.symbol;

import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.transaction.Transaction;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The comparisons of symbols that a transaction makes necessary, each made once for all rules. */
public final class Comparisons {

    private final TransactionSymbols symbols;
    private final Map<String, List<SymbolComparison>> byPin = new TreeMap<>();

    public Comparisons(Transaction transaction, ComparisonBudget effort) {
        this.symbols = new TransactionSymbols(transaction, effort);
    }

    /**
     * Those for one pin.
     *
     * @throws TooLargeException if that takes more effort than is left
     */
    public List<SymbolComparison> of(Pin pin) {
        List<SymbolComparison> known = byPin.get(pin.id());
        if (known == null) {
            known = new ComparisonPlan(pin, symbols).comparisons();
            byPin.put(pin.id(), known);
        }
        return known;
    }
}
