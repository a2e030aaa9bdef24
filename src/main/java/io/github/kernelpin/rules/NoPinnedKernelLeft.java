package io.github.kernelpin.rules;

import io.github.kernelpin.model.kernel.KernelVariant;
import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.transaction.Transaction;
import io.github.kernelpin.model.verdict.Finding;
import io.github.kernelpin.model.verdict.Subject;
import io.github.kernelpin.rules.pair.Comparisons;
import io.github.kernelpin.rules.pair.EndState;
import io.github.kernelpin.rules.removal.Eviction;
import io.github.kernelpin.rules.removal.KernelDrivers;
import io.github.kernelpin.rules.symbol.Loading;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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
    private final Comparisons comparisons;

    NoPinnedKernelLeft(KernelDrivers drivers, Comparisons comparisons) {
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
        if (pin.kernels().isEmpty()) {
            return findings;
        }
        boolean anyMet = !meeting(pin, transaction.before(), false).isEmpty();
        List<RpmPackage> before =
                anyMet
                        ? meeting(pin, transaction.before(), false)
                        : permitted(pin, transaction.before());
        List<RpmPackage> after =
                anyMet
                        ? meeting(pin, transaction.after(), true)
                        : permitted(pin, transaction.after());
        for (List<RpmPackage> alike : byArchitecture(before).values()) {
            List<RpmPackage> needed = plainest(alike);
            RpmPackage lost = isAnyLeft(needed, after) ? null : newestLost(needed, transaction);
            if (lost != null) {
                findings.add(finding(pin, lost, transaction));
            }
        }
        return findings;
    }

    /** The kernels that the pin permits, and in which its modules load as far as anybody knows. */
    private List<RpmPackage> meeting(Pin pin, List<RpmPackage> packages, boolean after) {
        EndState end = comparisons.endState(pin);
        List<RpmPackage> meeting = new ArrayList<>();
        for (RpmPackage each : permitted(pin, packages)) {
            if (end.meets(each, after) != Loading.FAILS) {
                meeting.add(each);
            }
        }
        return meeting;
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

    private static List<RpmPackage> permitted(Pin pin, List<RpmPackage> packages) {
        List<RpmPackage> permitted = new ArrayList<>();
        for (RpmPackage each : packages) {
            if (pin.appliesTo(each) && pin.permits(each)) {
                permitted.add(each);
            }
        }
        return permitted;
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

    /** Null if all of them stay: what has changed is then another rule's. */
    private @Nullable RpmPackage newestLost(List<RpmPackage> before, Transaction transaction) {
        List<RpmPackage> lost = new ArrayList<>();
        for (RpmPackage kernel : before) {
            if (!transaction.keeps(kernel) || drivers.lostBy(kernel) != null) {
                lost.add(kernel);
            }
        }
        return lost.isEmpty() ? null : Collections.max(lost, RpmPackage.BY_VERSION);
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
