package io.github.kernelpin.rules;

import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.transaction.Transaction;
import io.github.kernelpin.model.verdict.Finding;
import io.github.kernelpin.model.verdict.Subject;
import java.util.ArrayList;
import java.util.List;

/**
 * Fires when an incoming bootable kernel is on the pin's deny list; as grave as the pin's action.
 */
final class KernelDenied implements Rule {

    static final String ID = "kernel-denied";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public List<Finding> check(Pin pin, Transaction transaction) {
        List<Finding> findings = new ArrayList<>();
        for (RpmPackage kernel : transaction.incoming()) {
            for (Pin.DeniedKernel denied : pin.denied()) {
                if (pin.appliesTo(kernel) && denied.means(kernel)) {
                    findings.add(
                            new Finding(
                                    ID,
                                    pin.severity(),
                                    pin.id(),
                                    new Subject.Change(Subject.Direction.INCOMING, kernel),
                                    "denied by pin " + pin.id() + ": " + denied.kernel().describe(),
                                    kernel.whatItBoots(),
                                    denied.reason(),
                                    denied.location(),
                                    List.of(kernel.nevra())));
                }
            }
        }
        return findings;
    }
}
