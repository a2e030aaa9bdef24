package io.github.kernelpin.rules;

import io.github.kernelpin.model.kernel.KernelVariant;
import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.rpm.Nevra;
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
import java.util.SortedMap;
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
        EndState end = comparisons.endState(pin);
        Loading wanted = best(end, permitted(pin, transaction.before()));
        List<RpmPackage> left = permitted(pin, transaction.after());
        addImages(pin, transaction, left);
        if (pin.kernels().isEmpty() && (wanted != Loading.LOADS || left.isEmpty())) {
            return findings;
        }
        List<RpmPackage> before = meeting(end, permitted(pin, transaction.before()), wanted, false);
        List<RpmPackage> after = meeting(end, left, wanted, true);
        for (List<RpmPackage> alike : byArchitecture(before).values()) {
            List<RpmPackage> needed = plainest(alike);
            boolean isLost =
                    !isAnyLeft(needed, after)
                            && !(isAnyLeft(needed, left) && end.nextMeetsAfter(wanted));
            RpmPackage lost = isLost ? newestLost(needed, transaction) : null;
            if (lost != null) {
                findings.add(finding(pin, lost, lastOf(pin), transaction));
            }
        }
        RpmPackage next = findings.isEmpty() ? nextWithoutDrivers(end, transaction) : null;
        if (next != null) {
            findings.add(finding(pin, next, "the kernel that boots next", transaction));
        }
        if (findings.isEmpty()) {
            addIncomplete(pin, end, findings);
        }
        return findings;
    }

    /** Adds the kernels that come in, boot next, and have not the drivers of what boots now. */
    private void addIncomplete(Pin pin, EndState end, List<Finding> findings) {
        SortedMap<Nevra, Finding> incomplete = new TreeMap<>();
        for (EndState.Succession each : end.successions()) {
            Nevra missing = drivers.missingFrom(each.next(), each.before());
            if (missing != null) {
                incomplete.put(each.next().nevra(), incomplete(pin, each.next(), missing));
            }
        }
        findings.addAll(incomplete.values());
    }

    private static Finding incomplete(Pin pin, RpmPackage kernel, Nevra missing) {
        return new Finding(
                ID,
                pin.severity(),
                pin.id(),
                new Subject.Change(Subject.Direction.INCOMING, kernel),
                "would boot next without its drivers: " + missing + " does not come with it",
                List.of(),
                pin.reason(),
                pin.location(),
                List.of(kernel.nevra()));
    }

    /** The kernel that boots next, if that met the pin before and loses its drivers; else null. */
    private @Nullable RpmPackage nextWithoutDrivers(EndState end, Transaction transaction) {
        if (end.nextMetBefore()) {
            for (RpmPackage next : end.nextLeft()) {
                if (transaction.keeps(next) && drivers.lostBy(next) != null) {
                    return next;
                }
            }
        }
        return null;
    }

    /** How well the modules load in one of these: as well as it has to stay. */
    private static Loading best(EndState end, List<RpmPackage> kernels) {
        Loading best = Loading.FAILS;
        for (RpmPackage each : kernels) {
            Loading one = end.meets(each, false);
            best = one.compareTo(best) < 0 ? one : best;
        }
        return best;
    }

    /** Those in which the modules load as well as it is wanted; all where they load in none. */
    private static List<RpmPackage> meeting(
            EndState end, List<RpmPackage> permitted, Loading wanted, boolean after) {
        List<RpmPackage> meeting = new ArrayList<>();
        for (RpmPackage each : permitted) {
            if (end.meets(each, after).compareTo(wanted) <= 0) {
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
                            && (isPlain(kernel) || !isPlain(lost) || isImageOf(kernel, before));
            boolean isComplete =
                    drivers.lostBy(kernel) == null
                            && (!needsDrivers
                                    || KernelDrivers.isWhole(kernel)
                                    || drivers.willBeWith(kernel));
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

    /**
     * Adds what boots as a kernel does that was permitted: RHEL has each build as a unified image
     * as well, whose uname and drivers are the plain kernel's.
     */
    private static void addImages(Pin pin, Transaction transaction, List<RpmPackage> left) {
        List<RpmPackage> before = permitted(pin, transaction.before());
        for (RpmPackage each : transaction.after()) {
            if (!pin.appliesTo(each) && pin.permits(each) && isImageOf(each, before)) {
                left.add(each);
            }
        }
    }

    private static boolean isImageOf(RpmPackage image, List<RpmPackage> kernels) {
        for (RpmPackage each : kernels) {
            if (!each.uname().isEmpty() && each.uname().equals(image.uname())) {
                return true;
            }
        }
        return false;
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

    private static String lastOf(Pin pin) {
        return pin.kernels().isEmpty()
                ? "the last installed kernel that loads the modules of pin " + pin.id()
                : "the last installed kernel that fits pin "
                        + pin.id()
                        + ": "
                        + pin.describeKernels();
    }

    private Finding finding(Pin pin, RpmPackage last, String what, Transaction transaction) {
        RpmPackage part = transaction.keeps(last) ? drivers.lostBy(last) : null;
        RpmPackage lost = part == null ? last : part;
        return new Finding(
                ID,
                pin.severity(),
                pin.id(),
                new Subject.Change(Subject.Direction.OUTGOING, lost),
                (part == null ? "" : "the drivers of ") + what,
                List.of(),
                pin.reason(),
                pin.location(),
                Eviction.culprits(lost, transaction));
    }
}
