package io.github.kernelpin.rules.removal;

import io.github.kernelpin.model.kernel.PackageRole;
import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.model.transaction.Transaction;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which kernels have their drivers, which are packages of their own, and which lose them. */
public final class KernelDrivers {

    private static final String[] SUFFIXES = {"-modules", "-modules-core"};

    private final Transaction transaction;
    private final SortedMap<Nevra, RpmPackage> before;
    private final SortedMap<Nevra, RpmPackage> after;
    private final SortedMap<Nevra, RpmPackage> outgoing;

    public KernelDrivers(Transaction transaction) {
        this.transaction = transaction;
        this.before = drivers(transaction.before());
        this.after = drivers(transaction.after());
        this.outgoing = drivers(transaction.outgoing());
    }

    /** By what the whole kernel would be called. */
    private static SortedMap<Nevra, RpmPackage> drivers(List<RpmPackage> packages) {
        SortedMap<Nevra, RpmPackage> drivers = new TreeMap<>();
        for (RpmPackage each : packages) {
            for (String suffix : SUFFIXES) {
                if (isPart(each) && each.name().endsWith(suffix)) {
                    int end = each.name().length() - suffix.length();
                    drivers.putIfAbsent(kernel(each.name().substring(0, end), each), each);
                }
            }
        }
        return drivers;
    }

    private static boolean isPart(RpmPackage candidate) {
        return candidate.role().kind() == PackageRole.Kind.PART;
    }

    private static Nevra kernel(String family, RpmPackage part) {
        return new Nevra(family, part.evr(), part.nevra().arch());
    }

    public boolean wereWith(RpmPackage kernel) {
        return before.containsKey(whole(kernel));
    }

    public boolean willBeWith(RpmPackage kernel) {
        return after.containsKey(whole(kernel));
    }

    /** A modules package of this kernel that leaves, or null. */
    public @Nullable RpmPackage lostBy(RpmPackage kernel) {
        return outgoing.get(whole(kernel));
    }

    /**
     * What a kernel that comes in lacks of the drivers that another one of its make has before: a
     * package that does not come; null for nothing. Another make may have them elsewhere.
     */
    public @Nullable Nevra missingFrom(RpmPackage arriving, RpmPackage predecessor) {
        String family = RpmPackage.familyOf(arriving.name());
        if (!family.equals(RpmPackage.familyOf(predecessor.name()))) {
            return null;
        }
        for (String suffix : SUFFIXES) {
            Nevra wanted = kernel(family + suffix, arriving);
            if (contains(transaction.before(), kernel(family + suffix, predecessor))
                    && !contains(transaction.after(), wanted)) {
                return wanted;
            }
        }
        return null;
    }

    private static boolean contains(List<RpmPackage> packages, Nevra wanted) {
        for (RpmPackage each : packages) {
            if (each.nevra().compareTo(wanted) == 0) {
                return true;
            }
        }
        return false;
    }

    private static Nevra whole(RpmPackage kernel) {
        return kernel(RpmPackage.familyOf(kernel.name()), kernel);
    }
}
