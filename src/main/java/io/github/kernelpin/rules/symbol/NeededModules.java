package io.github.kernelpin.rules.symbol;

import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.model.symbol.SymbolDiff;
import io.github.kernelpin.model.symbol.SymbolTable;
import io.github.kernelpin.model.symbol.Symbols;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The packages that a build has symbols of other modules from: modprobe loads these first, and does
 * not load the module if one of them fails.
 */
final class NeededModules {

    private final ProvidedSymbols provided;
    private final RpmPackage kernel;
    private final ComparisonBudget effort;
    private final SortedMap<Nevra, Answer> known = new TreeMap<>();

    /** A package that does not load in the kernel, and what that lacks. */
    record Failing(RpmPackage rpm, SymbolDiff diff) {}

    /** What is known of a package; null stands for nothing wrong. */
    private record Answer(@Nullable Failing failing) {}

    NeededModules(ProvidedSymbols provided, RpmPackage kernel, ComparisonBudget effort) {
        this.provided = provided;
        this.kernel = kernel;
        this.effort = effort;
    }

    /**
     * One that is needed and fails, whatever provides the same beside it; null if there is none.
     *
     * @param own the package that needs the symbols
     * @throws TooLargeException if that takes more effort than is left
     */
    @Nullable Failing failing(Symbols needed, RpmPackage own) {
        known.put(own.nevra(), new Answer(null));
        for (int i = 0; i < needed.size(); i++) {
            boolean isOwn = own.providedSymbols().ksym().has(needed.name(i), needed.crc(i));
            Failing failing = isOwn ? null : failingProvider(needed.name(i), needed.crc(i));
            if (failing != null) {
                return failing;
            }
        }
        return null;
    }

    /** A provider of a symbol that fails; null if one loads, or there is none. */
    private @Nullable Failing failingProvider(String symbol, long crc) {
        Failing last = null;
        List<RpmPackage> modules = provided.modules(kernel);
        effort.spendMore(modules.size());
        for (RpmPackage each : modules) {
            if (each.providedSymbols().ksym().has(symbol, crc)) {
                last = answer(each).failing();
                if (last == null) {
                    return null;
                }
            }
        }
        return last;
    }

    private Answer answer(RpmPackage rpm) {
        Answer answer = known.get(rpm.nevra());
        if (answer == null) {
            SymbolTable required = rpm.requiredSymbols();
            SymbolDiff diff =
                    provided.compare(required, rpm.providedSymbols().ksym(), kernel, effort);
            answer =
                    new Answer(
                            diff.disagreeing() > 0
                                    ? new Failing(rpm, diff)
                                    : failing(required.ksym(), rpm));
            known.put(rpm.nevra(), answer);
        }
        return answer;
    }
}
