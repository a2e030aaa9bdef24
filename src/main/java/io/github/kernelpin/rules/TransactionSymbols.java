package io.github.kernelpin.rules;

import io.github.kernelpin.model.transaction.Transaction;
import org.jspecify.annotations.Nullable;

/** What kernels and modules provide before a transaction and after it. */
final class TransactionSymbols {

    private final Transaction transaction;
    private final Effort effort;
    private @Nullable ProvidedSymbols before;
    private @Nullable ProvidedSymbols after;

    TransactionSymbols(Transaction transaction, Effort effort) {
        this.transaction = transaction;
        this.effort = effort;
    }

    Transaction transaction() {
        return transaction;
    }

    /** What comparing them may still take. */
    Effort effort() {
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
