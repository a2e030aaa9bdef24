package io.github.kernelpin.rules;

import io.github.kernelpin.model.kernel.KernelVariant;
import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.transaction.Transaction;
import io.github.kernelpin.model.verdict.Finding;
import io.github.kernelpin.model.verdict.Subject;
import io.github.kernelpin.rules.removal.Eviction;
import io.github.kernelpin.rules.removal.KernelDrivers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Fires when the transaction takes the last kernel that satisfies the pin, or its drivers; as grave
 * as the pin's action.
 *
 * <p>It is all the same whether the kernel is removed, evicted by {@code installonly_limit} or
 * obsoleted. Where there was a plain kernel, a debug, realtime or UKI kernel is not enough, nor is
 * one of another architecture; and where there were drivers, neither is a kernel without them: it
 * has a vmlinuz and no disks.
 */
final class NoPinnedKernelLeft implements Rule {

    static final String ID = "no-pinned-kernel-left";

    private final KernelDrivers drivers;

    NoPinnedKernelLeft(KernelDrivers drivers) {
        this.drivers = drivers;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public List<Finding> check(Pin pin, Transaction transaction) {
        List<Finding> findings = new ArrayList<>();
        if (pin.kernels().isEmpty()) {
            return findings;
        }
        List<RpmPackage> after = satisfying(pin, transaction.after());
        for (List<RpmPackage> before :
                byArchitecture(satisfying(pin, transaction.before())).values()) {
            List<RpmPackage> needed = plainest(before);
            if (!isAnyLeft(needed, after)) {
                findings.add(finding(pin, newestLost(needed, transaction), transaction));
            }
        }
        return findings;
    }

    private boolean isAnyLeft(List<RpmPackage> before, List<RpmPackage> after) {
        boolean needsDrivers = false;
        for (RpmPackage kernel : before) {
            needsDrivers |= drivers.wereWith(kernel);
        }
        RpmPackage lost = before.get(0);
        for (RpmPackage kernel : after) {
            boolean isAlike =
                    kernel.nevra().arch().equals(lost.nevra().arch())
                            && (isPlain(kernel) || !isPlain(lost));
            boolean isComplete =
                    drivers.lostBy(kernel) == null && (!needsDrivers || drivers.willBeWith(kernel));
            if (isAlike && isComplete) {
                return true;
            }
        }
        return false;
    }

    private static List<RpmPackage> satisfying(Pin pin, List<RpmPackage> packages) {
        List<RpmPackage> satisfying = new ArrayList<>();
        for (RpmPackage each : packages) {
            if (pin.appliesTo(each) && pin.permits(each)) {
                satisfying.add(each);
            }
        }
        return satisfying;
    }

    private static Map<String, List<RpmPackage>> byArchitecture(List<RpmPackage> kernels) {
        Map<String, List<RpmPackage>> byArchitecture = new TreeMap<>();
        for (RpmPackage each : kernels) {
            String arch = each.nevra().arch();
            List<RpmPackage> alike = byArchitecture.getOrDefault(arch, new ArrayList<>());
            alike.add(each);
            byArchitecture.put(arch, alike);
        }
        return byArchitecture;
    }

    /** The plain kernels or, where there is none of these, all. */
    private static List<RpmPackage> plainest(List<RpmPackage> kernels) {
        List<RpmPackage> plain = new ArrayList<>();
        for (RpmPackage each : kernels) {
            if (isPlain(each)) {
                plain.add(each);
            }
        }
        return plain.isEmpty() ? kernels : plain;
    }

    private static boolean isPlain(RpmPackage kernel) {
        return KernelVariant.of(kernel.name()).orElse("").equals(KernelVariant.PLAIN);
    }

    private RpmPackage newestLost(List<RpmPackage> before, Transaction transaction) {
        List<RpmPackage> lost = new ArrayList<>();
        for (RpmPackage kernel : before) {
            if (!transaction.keeps(kernel) || drivers.lostBy(kernel) != null) {
                lost.add(kernel);
            }
        }
        return Collections.max(lost, RpmPackage.BY_VERSION);
    }

    private Finding finding(Pin pin, RpmPackage last, Transaction transaction) {
        RpmPackage part = transaction.keeps(last) ? drivers.lostBy(last) : null;
        RpmPackage lost = part == null ? last : part;
        return new Finding(
                ID,
                pin.severity(),
                pin.id(),
                new Subject.Change(Subject.Direction.OUTGOING, lost),
                (part == null ? "" : "the drivers of ")
                        + "the last installed kernel that fits pin "
                        + pin.id()
                        + ": "
                        + pin.describeKernels(),
                List.of(),
                pin.reason(),
                pin.location(),
                Eviction.culprits(lost, transaction));
    }
}
