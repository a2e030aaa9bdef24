package io.github.kernelpin.rules.removal;

import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.model.transaction.Transaction;
import io.github.kernelpin.model.verdict.Finding;
import io.github.kernelpin.model.verdict.Severity;
import io.github.kernelpin.model.verdict.Subject;
import io.github.kernelpin.model.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code installonly_limit} does: dnf removes the oldest kernels of a name to make room for
 * new ones, and with them the modules that no other installed kernel satisfies (libdnf's {@code
 * Goal::Impl::limitInstallonlyPackages}).
 */
public final class Eviction {

    private Eviction() {}

    /**
     * What pushes a package out: those that replace it, or the kernels for which dnf evicts others.
     */
    public static List<Nevra> culprits(RpmPackage leaving, Transaction transaction) {
        List<Nevra> replacements = new ArrayList<>();
        for (RpmPackage replacement : transaction.replacementsOf(leaving)) {
            replacements.add(replacement.nevra());
        }
        return replacements.isEmpty() ? evictors(transaction) : replacements;
    }

    /** The incoming kernels to which kernels of the same name have to give way. */
    private static List<Nevra> evictors(Transaction transaction) {
        List<Nevra> evictors = new ArrayList<>();
        for (RpmPackage arriving : transaction.incoming()) {
            if (arriving.isBootableKernel() && evicts(arriving, transaction)) {
                evictors.add(arriving.nevra());
            }
        }
        return evictors;
    }

    private static boolean evicts(RpmPackage arriving, Transaction transaction) {
        for (RpmPackage leaving : transaction.outgoing()) {
            if (leaving.name().equals(arriving.name())
                    && transaction.replacementsOf(leaving).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /**
     * The {@code installonly_limit} under which nothing of what is refused would have to leave; 0
     * if the limit is not the cause, or not the only one.
     */
    public static int limitToKeepAll(Verdict verdict, Transaction transaction) {
        List<Nevra> evictors = evictors(transaction);
        if (transaction.host().installonlyLimit() == 0 || evictors.isEmpty()) {
            return 0;
        }
        for (Finding finding : verdict.having(Severity.REFUSE)) {
            boolean leaves = finding.change().direction() == Subject.Direction.OUTGOING;
            if (!leaves || !transaction.replacementsOf(finding.change().rpm()).isEmpty()) {
                return 0;
            }
        }
        int limit = 0;
        for (Nevra evictor : evictors) {
            limit = Math.max(limit, countWithAll(evictor.name(), transaction));
        }
        return limit;
    }

    private static int countWithAll(String name, Transaction transaction) {
        int count = 0;
        for (RpmPackage each : transaction.before()) {
            count += each.name().equals(name) ? 1 : 0;
        }
        for (RpmPackage each : transaction.incoming()) {
            count += each.name().equals(name) ? 1 : 0;
        }
        return count;
    }
}
