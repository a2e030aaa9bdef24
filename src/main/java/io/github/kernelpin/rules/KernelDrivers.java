package io.github.kernelpin.rules;

import io.github.kernelpin.model.Nevra;
import io.github.kernelpin.model.RpmPackage;
import io.github.kernelpin.model.Transaction;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which kernels have their drivers, which are packages of their own, and which lose them. */
final class KernelDrivers {

    private static final String[] SUFFIXES = {"-modules", "-modules-core"};

    private final Map<Nevra, RpmPackage> before;
    private final Map<Nevra, RpmPackage> after;
    private final Map<Nevra, RpmPackage> outgoing;

    KernelDrivers(Transaction transaction) {
        this.before = drivers(transaction.before());
        this.after = drivers(transaction.after());
        this.outgoing = drivers(transaction.outgoing());
    }

    private static Map<Nevra, RpmPackage> drivers(List<RpmPackage> packages) {
        Map<Nevra, RpmPackage> drivers = new TreeMap<>();
        for (RpmPackage each : packages) {
            for (String suffix : SUFFIXES) {
                if (each.name().endsWith(suffix)) {
                    drivers.put(each.nevra(), each);
                }
            }
        }
        return drivers;
    }

    boolean wereWith(RpmPackage kernel) {
        return of(kernel, before) != null;
    }

    boolean willBeWith(RpmPackage kernel) {
        return of(kernel, after) != null;
    }

    /** A modules package of this kernel that leaves, or null. */
    @Nullable RpmPackage lostBy(RpmPackage kernel) {
        return of(kernel, outgoing);
    }

    private static @Nullable RpmPackage of(RpmPackage kernel, Map<Nevra, RpmPackage> drivers) {
        String family = RpmPackage.familyOf(kernel.name());
        for (String suffix : SUFFIXES) {
            RpmPackage found =
                    drivers.get(new Nevra(family + suffix, kernel.evr(), kernel.nevra().arch()));
            if (found != null) {
                return found;
            }
        }
        return null;
    }
}
