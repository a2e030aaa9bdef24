package io.github.kernelpin.rules.host;

import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.verdict.Finding;
import io.github.kernelpin.model.verdict.Severity;
import io.github.kernelpin.model.verdict.Subject;
import io.github.kernelpin.rules.status.KernelStatus;
import java.util.List;

/**
 * Fires when the kernel that boots next is outside the pin or on its deny list; as grave as the
 * pin's action, unless an allowance is in force.
 */
final class BootsOutsidePin implements HostRule {

    static final String ID = "boots-outside-pin";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public List<Finding> check(Pin pin, KernelStatus next) {
        if (!next.violated().contains(pin.id())) {
            return List.of();
        }
        return List.of(
                new Finding(
                        ID,
                        next.isAllowedByName() ? Severity.ALLOWED : pin.severity(),
                        pin.id(),
                        new Subject.InstalledKernel(next.kernel().release().text()),
                        "does not fit pin " + pin.id() + ": " + pin.describeKernels(),
                        List.of(),
                        pin.reason(),
                        pin.location(),
                        List.of()));
    }
}
