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

    private static final String CORE = "-core";
    private static final String MODULES = "-modules";
    private static final String[] SUFFIXES = {MODULES, MODULES + CORE};

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
     * What a kernel that comes in lacks of the drivers that the one before it has: a package that
     * does not come; null for nothing. A kernel in one package brings its own.
     */
    public @Nullable Nevra missingFrom(RpmPackage arriving, RpmPackage predecessor) {
        if (isWhole(arriving) || !wereWith(predecessor)) {
            return null;
        }
        String family = RpmPackage.familyOf(arriving.name());
        String before = RpmPackage.familyOf(predecessor.name());
        Nevra modules = kernel(family + MODULES, arriving);
        if (!willBeWith(arriving)) {
            return modules;
        }
        // Of unified images the initramfs is inside, and another make may have them elsewhere.
        boolean isAlike = family.equals(before) && arriving.name().endsWith(CORE);
        return isAlike
                        && contains(transaction.before(), kernel(before + MODULES, predecessor))
                        && !contains(transaction.after(), modules)
                ? modules
                : null;
    }

    /** Tells whether a kernel has its drivers in its own package. */
    public static boolean isWhole(RpmPackage kernel) {
        return RpmPackage.familyOf(kernel.name()).equals(kernel.name());
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
