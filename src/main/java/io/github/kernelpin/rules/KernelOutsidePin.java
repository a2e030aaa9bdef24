package io.github.kernelpin.rules;

import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.transaction.Transaction;
import io.github.kernelpin.model.verdict.Finding;
import io.github.kernelpin.model.verdict.Severity;
import io.github.kernelpin.model.verdict.Subject;
import java.util.ArrayList;
import java.util.List;

/**
 * Fires when an incoming bootable kernel is outside the pinned minors; as grave as the pin's
 * action. A package that does not say which kernel it is may be outside in spite of its version: a
 * warning.
 */
final class KernelOutsidePin implements Rule {

    static final String ID = "kernel-outside-pin";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public List<Finding> check(Pin pin, Transaction transaction) {
        List<Finding> findings = new ArrayList<>();
        for (RpmPackage kernel : transaction.incoming()) {
            if (!pin.appliesTo(kernel)) {
                continue;
            }
            if (!pin.isInRange(kernel)) {
                String message = "outside pin " + pin.id() + ": " + pin.describeKernels();
                findings.add(finding(pin, kernel, pin.severity(), message));
            } else if (kernel.role().isAssumed() && !pin.kernels().isEmpty()) {
                String message =
                        "may be outside pin "
                                + pin.id()
                                + ": it does not say which kernel it boots, only its version is in "
                                + pin.describeKernels();
                findings.add(finding(pin, kernel, Severity.WARN, message));
            }
        }
        return findings;
    }

    private static Finding finding(Pin pin, RpmPackage kernel, Severity severity, String message) {
        return new Finding(
                ID,
                severity,
                pin.id(),
                new Subject.Change(Subject.Direction.INCOMING, kernel),
                message,
                kernel.whatItBoots(),
                pin.reason(),
                pin.location(),
                List.of(kernel.nevra()));
    }
}
