package io.github.kernelpin.rules.symbol;

import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.symbol.SymbolDiff;
import io.github.kernelpin.model.symbol.Symbols;
import io.github.kernelpin.model.transaction.Transaction;
import io.github.kernelpin.model.verdict.Subject;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The package that makes a module fail, where neither its kernel nor its own build changes: one
 * that provides what the module needs otherwise, or no longer.
 */
final class ChangedProvider {

    private final Transaction transaction;
    private final Set<String> symbols = new TreeSet<>();

    /**
     * Looks for that of these symbols.
     *
     * @param overridden further ones, of which it is not known who provides them
     */
    ChangedProvider(Transaction transaction, SymbolDiff diff, List<String> overridden) {
        this.transaction = transaction;
        symbols.addAll(diff.missing());
        for (SymbolDiff.Changed changed : diff.changed()) {
            symbols.add(changed.name());
        }
        symbols.addAll(overridden);
    }

    /** What comes in and provides one of them, or replaces what did, or else leaves; or null. */
    Subject.@Nullable Change find() {
        for (RpmPackage each : transaction.incoming()) {
            if (provides(each)) {
                return new Subject.Change(Subject.Direction.INCOMING, each);
            }
        }
        for (RpmPackage each : transaction.outgoing()) {
            if (provides(each)) {
                List<RpmPackage> replacements = transaction.replacementsOf(each);
                return replacements.isEmpty()
                        ? new Subject.Change(Subject.Direction.OUTGOING, each)
                        : new Subject.Change(Subject.Direction.INCOMING, replacements.get(0));
            }
        }
        return null;
    }

    /** A kernel's packages provide nothing to another kernel, and leave with it. */
    private boolean provides(RpmPackage candidate) {
        Symbols exported = candidate.providedSymbols().ksym();
        for (int i = 0; i < exported.size(); i++) {
            if (symbols.contains(exported.name(i))) {
                return true;
            }
        }
        return false;
    }
}
