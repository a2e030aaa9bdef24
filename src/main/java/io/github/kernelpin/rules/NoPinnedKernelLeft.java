package io.github.kernelpin.rules;

import io.github.kernelpin.model.Finding;
import io.github.kernelpin.model.Pin;
import io.github.kernelpin.model.RpmPackage;
import io.github.kernelpin.model.Transaction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fires when the transaction takes the last kernel that satisfies the pin, or its drivers; as grave
 * as the pin's action.
 *
 * <p>It is all the same whether the kernel is removed, evicted by {@code installonly_limit} or
 * obsoleted. A kernel whose modules package leaves does not count as one that is left: it has a
 * vmlinuz and no drivers.
 */
final class NoPinnedKernelLeft implements Rule {

    static final String ID = "no-pinned-kernel-left";

    private static final String[] DRIVER_PACKAGES = {"-modules", "-modules-core"};

    @Override
    public String id() {
        return ID;
    }

    @Override
    public List<Finding> check(Pin pin, Transaction transaction) {
        if (pin.kernels().isEmpty()) {
            return List.of();
        }
        RpmPackage last = null;
        for (RpmPackage kernel : transaction.before()) {
            if (satisfies(pin, kernel)
                    && (last == null || kernel.evr().compareTo(last.evr()) > 0)) {
                last = kernel;
            }
        }
        if (last == null) {
            return List.of();
        }
        for (RpmPackage kernel : transaction.after()) {
            if (satisfies(pin, kernel) && lostDriversOf(kernel, transaction) == null) {
                return List.of();
            }
        }
        return List.of(finding(pin, last, transaction));
    }

    private static boolean satisfies(Pin pin, RpmPackage kernel) {
        return pin.concerns(kernel) && pin.allows(kernel.evr());
    }

    private static Finding finding(Pin pin, RpmPackage last, Transaction transaction) {
        RpmPackage lost = lostDriversOf(last, transaction);
        boolean stays = transaction.keeps(last);
        String what =
                "the last installed kernel that fits pin "
                        + pin.id()
                        + ": "
                        + pin.describeKernels();
        return new Finding(
                ID,
                pin.severity(),
                pin.id(),
                new Finding.Subject(Finding.Fate.OUTGOING, stays && lost != null ? lost : last),
                stays && lost != null ? "the drivers of " + what : what,
                List.of(),
                pin.reason(),
                pin.location(),
                Eviction.culprits(stays && lost != null ? lost : last, transaction));
    }

    /** A modules package of this kernel that leaves while the kernel stays, or null. */
    private static @Nullable RpmPackage lostDriversOf(RpmPackage kernel, Transaction transaction) {
        String family = RpmPackage.familyOf(kernel.name());
        for (RpmPackage leaving : transaction.outgoing()) {
            for (String suffix : DRIVER_PACKAGES) {
                if (leaving.name().equals(family + suffix) && leaving.isSameBuildAs(kernel)) {
                    return leaving;
                }
            }
        }
        return null;
    }
}
