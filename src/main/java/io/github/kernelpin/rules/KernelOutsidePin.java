package io.github.kernelpin.rules;

import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.transaction.Transaction;
import io.github.kernelpin.model.verdict.Finding;
import io.github.kernelpin.model.verdict.Subject;
import java.util.ArrayList;
import java.util.List;

/**
 * Fires when an incoming bootable kernel is outside the pinned minors; as grave as the pin's
 * action.
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
            if (pin.appliesTo(kernel) && !pin.isInRange(kernel.evr())) {
                findings.add(
                        new Finding(
                                ID,
                                pin.severity(),
                                pin.id(),
                                new Subject.Change(Subject.Direction.INCOMING, kernel),
                                "outside pin " + pin.id() + ": " + pin.describeKernels(),
                                List.of(),
                                pin.reason(),
                                pin.location(),
                                List.of(kernel.nevra())));
            }
        }
        return findings;
    }
}
