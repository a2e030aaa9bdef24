package io.github.kernelpin.rules;

import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.transaction.Transaction;
import io.github.kernelpin.model.verdict.Finding;
import io.github.kernelpin.model.verdict.Severity;
import io.github.kernelpin.model.verdict.Subject;
import io.github.kernelpin.rules.pair.Comparisons;
import io.github.kernelpin.rules.pair.EndState;
import io.github.kernelpin.rules.removal.KernelDrivers;
import io.github.kernelpin.rules.symbol.Loading;
import io.github.kernelpin.rules.symbol.SymbolComparison;
import java.util.ArrayList;
import java.util.List;

/**
 * Warns when a module that loads in the kernel that boots next no longer does in another installed
 * one, or that one loses its drivers, so that nobody can go back to it; never refuses.
 */
final class FallbackLost implements Rule {

    static final String ID = "fallback-lost";

    private final KernelDrivers drivers;
    private final Comparisons comparisons;

    FallbackLost(KernelDrivers drivers, Comparisons comparisons) {
        this.drivers = drivers;
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
        EndState end = comparisons.endState(pin);
        if (end.nextMeetsAfter(Loading.UNKNOWN)) {
            for (RpmPackage kernel : transaction.after()) {
                RpmPackage lost = drivers.lostBy(kernel);
                if (lost != null && isOneToGoBackTo(kernel, pin, end, transaction)) {
                    findings.add(finding(pin, kernel, lost, transaction));
                }
            }
        }
        return findings;
    }

    private static boolean isOneToGoBackTo(
            RpmPackage kernel, Pin pin, EndState end, Transaction transaction) {
        return pin.appliesTo(kernel)
                && transaction.keeps(kernel)
                && !end.isNext(kernel)
                && (end.isPermitted(kernel) || transaction.host().runs(kernel));
    }

    private static Finding finding(
            Pin pin, RpmPackage kernel, RpmPackage lost, Transaction transaction) {
        String which = transaction.host().runs(kernel) ? "running" : "installed";
        return new Finding(
                ID,
                Severity.WARN,
                pin.id(),
                new Subject.Change(Subject.Direction.OUTGOING, lost),
                "the drivers of the " + which + " kernel " + kernel.evr(),
                List.of(),
                pin.reason(),
                pin.location(),
                List.of());
    }
}
