package io.github.kernelpin.rules.pair;

import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.transaction.Transaction;
import io.github.kernelpin.rules.symbol.ComparisonBudget;
import io.github.kernelpin.rules.symbol.ModuleLoads;
import io.github.kernelpin.rules.symbol.SymbolComparison;
import io.github.kernelpin.rules.symbol.TransactionSymbols;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a transaction leaves each pin with, worked out once for all rules. */
public final class Comparisons {

    private final TransactionSymbols symbols;
    private final List<String> allowed;
    private final Map<String, EndState> endStates = new TreeMap<>();
    private final Map<String, List<SymbolComparison>> byPin = new TreeMap<>();

    /**
     * Those of a transaction.
     *
     * @param allowed versions of kernels that the operator allows by name
     */
    public Comparisons(Transaction transaction, ComparisonBudget effort, List<String> allowed) {
        this.symbols = new TransactionSymbols(transaction, effort);
        this.allowed = List.copyOf(allowed);
    }

    /**
     * The comparisons of symbols that are worth a word.
     *
     * @throws io.github.kernelpin.rules.symbol.TooLargeException if that takes more effort than is
     *     left
     */
    public List<SymbolComparison> of(Pin pin) {
        work(pin);
        return byPin.getOrDefault(pin.id(), List.of());
    }

    /**
     * Which kernels meet the pin.
     *
     * @throws io.github.kernelpin.rules.symbol.TooLargeException if that takes more effort than is
     *     left
     */
    public EndState endState(Pin pin) {
        return work(pin);
    }

    private EndState work(Pin pin) {
        EndState end = endStates.get(pin.id());
        if (end == null) {
            ModuleLoads loads = new ModuleLoads(pin, symbols);
            end = new EndState(loads, allowed);
            byPin.put(pin.id(), new ComparisonPlan(loads, end).comparisons());
            endStates.put(pin.id(), end);
        }
        return end;
    }
}
