package io.github.kernelpin.rules;

import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.transaction.Transaction;
import io.github.kernelpin.model.verdict.Finding;
import io.github.kernelpin.model.verdict.Severity;
import io.github.kernelpin.model.verdict.Subject;
import io.github.kernelpin.rules.pair.Comparisons;
import io.github.kernelpin.rules.pair.EndState;
import java.util.ArrayList;
import java.util.List;

/**
 * Fires when an installed kernel outside the pin would be the next to boot: a warning, or as grave
 * as the pin's action where the one that boots next met the pin before.
 *
 * <p>A kernel that is just being installed is left to the other rules.
 */
final class BootDefaultOutsidePin implements Rule {

    static final String ID = "boot-default-outside-pin";

    private final Comparisons comparisons;

    BootDefaultOutsidePin(Comparisons comparisons) {
        this.comparisons = comparisons;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public List<Finding> check(Pin pin, Transaction transaction) {
        EndState end = comparisons.endState(pin);
        List<Finding> findings = new ArrayList<>();
        for (RpmPackage kernel : end.nextOutside()) {
            findings.add(finding(pin, kernel, pin.severity()));
        }
        List<RpmPackage> next = end.nextAfter();
        boolean wasSo = !end.nextMetBefore() && next.size() == 1 && !anyComesIn(pin, transaction);
        if (findings.isEmpty() && wasSo && isOutside(next.get(0), end, transaction)) {
            findings.add(finding(pin, next.get(0), Severity.WARN));
        }
        return findings;
    }

    private static boolean isOutside(RpmPackage kernel, EndState end, Transaction transaction) {
        return transaction.keeps(kernel) && !end.isPermitted(kernel);
    }

    private static boolean anyComesIn(Pin pin, Transaction transaction) {
        for (RpmPackage arriving : transaction.incoming()) {
            if (pin.appliesTo(arriving)) {
                return true;
            }
        }
        return false;
    }

    private static Finding finding(Pin pin, RpmPackage kernel, Severity severity) {
        return new Finding(
                ID,
                severity,
                pin.id(),
                new Subject.Change(Subject.Direction.STAYING, kernel),
                "boots next and does not fit pin " + pin.id() + ": " + pin.describeKernels(),
                List.of(),
                pin.reason(),
                pin.location(),
                List.of());
    }
}
