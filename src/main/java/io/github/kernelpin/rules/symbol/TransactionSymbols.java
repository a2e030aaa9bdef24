package io.github.kernelpin.rules.symbol;

import io.github.kernelpin.model.transaction.Transaction;
import org.jspecify.annotations.Nullable;

/** What kernels and modules provide before a transaction and after it. */
public final class TransactionSymbols {

    private final Transaction transaction;
    private final ComparisonBudget effort;
    private @Nullable ProvidedSymbols before;
    private @Nullable ProvidedSymbols after;

    public TransactionSymbols(Transaction transaction, ComparisonBudget effort) {
        this.transaction = transaction;
        this.effort = effort;
    }

    Transaction transaction() {
        return transaction;
    }

    /** What comparing them may still take. */
    ComparisonBudget effort() {
        return effort;
    }

    ProvidedSymbols before() {
        ProvidedSymbols known = before;
        if (known == null) {
            known = new ProvidedSymbols(transaction.before());
            before = known;
        }
        return known;
    }

    ProvidedSymbols after() {
        ProvidedSymbols known = after;
        if (known == null) {
            known = new ProvidedSymbols(transaction.after());
            after = known;
        }
        return known;
    }
}
