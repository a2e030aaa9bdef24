package io.github.kernelpin.rules.pair;

import io.github.kernelpin.model.kernel.KernelVariant;
import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.transaction.HostState;
import io.github.kernelpin.model.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which of some kernels boot next, before a transaction and after it.
 *
 * <p>Without a boot loader's entry that is the newest. With one it is the kernel of the entry, and
 * a newer one that comes in may take its place: new-kernel-pkg and kernel-install do that where
 * {@code /etc/sysconfig/kernel} has {@code UPDATEDEFAULT=yes}. An entry that names no installed
 * kernel leaves it open, so that every kernel counts.
 */
public final class NextBoot {

    /** The first entry of the menu, which is the newest kernel's. */
    private static final String FIRST = "0";

    private final Transaction transaction;
    private final HostState host;

    public NextBoot(Transaction transaction) {
        this.transaction = transaction;
        this.host = transaction.host();
    }

    /** Which of these boot next, before the transaction. */
    List<RpmPackage> before(List<RpmPackage> kernels) {
        if (isOpen()) {
            return kernels;
        }
        RpmPackage saved = saved(kernels);
        return saved == null ? newest(kernels) : List.of(saved);
    }

    /** Which of these boot next, after the transaction. */
    public List<RpmPackage> after(List<RpmPackage> kernels) {
        if (isOpen()) {
            return kernels;
        }
        RpmPackage saved = saved(kernels);
        if (saved == null || !transaction.keeps(saved)) {
            return newest(kernels);
        }
        List<RpmPackage> newer = new ArrayList<>();
        for (RpmPackage each : kernels) {
            if (!transaction.keeps(each) && isBefore(saved, each)) {
                newer.add(each);
            }
        }
        List<RpmPackage> next = new ArrayList<>(newest(newer));
        if (next.isEmpty() || !host.updatesBootDefault()) {
            next.add(saved);
        }
        return next;
    }

    /** Tells whether the boot loader's entry is none of an installed kernel. */
    boolean isOpen() {
        return !host.bootDefault().isEmpty()
                && !host.bootDefault().equals(FIRST)
                && saved(transaction.before()) == null;
    }

    private @Nullable RpmPackage saved(List<RpmPackage> kernels) {
        for (RpmPackage each : kernels) {
            if (each.isBootableKernel()
                    && !each.uname().isEmpty()
                    && each.uname().equals(host.bootDefault())) {
                return each;
            }
        }
        return null;
    }

    private static List<RpmPackage> newest(List<RpmPackage> kernels) {
        RpmPackage newest = null;
        for (RpmPackage each : kernels) {
            if (newest == null || isBefore(newest, each)) {
                newest = each;
            }
        }
        return newest == null ? List.of() : List.of(newest);
    }

    /** By version; of kernels of one version, the plain one comes last. */
    private static boolean isBefore(RpmPackage kernel, RpmPackage other) {
        int order = kernel.evr().compareTo(other.evr());
        return order != 0 ? order < 0 : !isPlain(kernel) && isPlain(other);
    }

    private static boolean isPlain(RpmPackage kernel) {
        return KernelVariant.of(kernel.name()).orElse("").equals(KernelVariant.PLAIN);
    }
}
