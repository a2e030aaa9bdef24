package io.github.kernelpin.rules;

import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.transaction.Transaction;
import io.github.kernelpin.model.verdict.Finding;
import io.github.kernelpin.model.verdict.Severity;
import io.github.kernelpin.model.verdict.Subject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Warns when an installed kernel that does not fit the pin would be the next to boot; never
 * refuses.
 *
 * <p>A kernel that is just being installed becomes the default and is left to the other rules.
 * Without one it is the boot loader's default or, where that is unknown or leaves, the newest
 * kernel.
 */
final class BootDefaultOutsidePin implements Rule {

    static final String ID = "boot-default-outside-pin";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public List<Finding> check(Pin pin, Transaction transaction) {
        for (RpmPackage arriving : transaction.incoming()) {
            if (pin.appliesTo(arriving)) {
                return List.of();
            }
        }
        RpmPackage next = nextToBoot(transaction);
        if (next == null || !pin.appliesTo(next) || pin.permits(next)) {
            return List.of();
        }
        return List.of(
                new Finding(
                        ID,
                        Severity.WARN,
                        pin.id(),
                        new Subject.Change(Subject.Direction.STAYING, next),
                        "boots next and does not fit pin "
                                + pin.id()
                                + ": "
                                + pin.describeKernels(),
                        List.of(),
                        pin.reason(),
                        pin.location(),
                        List.of()));
    }

    private static @Nullable RpmPackage nextToBoot(Transaction transaction) {
        List<RpmPackage> kernels = new ArrayList<>();
        for (RpmPackage kernel : transaction.staying()) {
            if (kernel.isBootableKernel()) {
                if (kernel.uname().equals(transaction.host().bootDefault())
                        && !kernel.uname().isEmpty()) {
                    return kernel;
                }
                kernels.add(kernel);
            }
        }
        return kernels.isEmpty() ? null : Collections.max(kernels, RpmPackage.BY_VERSION);
    }
}
