package io.github.kernelpin.rules;

import io.github.kernelpin.model.Finding;
import io.github.kernelpin.model.Nevra;
import io.github.kernelpin.model.RpmPackage;
import io.github.kernelpin.model.Severity;
import io.github.kernelpin.model.Transaction;

/**
 * What {@code installonly_limit} does: dnf removes the oldest kernels of a name to make room for
 * new ones.
 */
public final class Eviction {

    private Eviction() {}

    /**
     * The {@code installonly_limit} under which the refused transaction would not have to evict the
     * last pinned kernel; 0 if the limit is not the cause, or not the only one.
     */
    public static int limitToKeepAll(Verdict verdict, Transaction transaction) {
        int limit = 0;
        for (Finding finding : verdict.having(Severity.DENY)) {
            if (!isEviction(finding, transaction)) {
                return 0;
            }
            limit = Math.max(limit, countAfterwards(finding.subject().rpm().name(), transaction));
        }
        return limit;
    }

    private static boolean isEviction(Finding finding, Transaction transaction) {
        RpmPackage leaving = finding.subject().rpm();
        if (transaction.host().installonlyLimit() == 0
                || !finding.rule().equals(NoPinnedKernelLeft.ID)
                || transaction.replacementOf(leaving) != null) {
            return false;
        }
        for (Nevra culprit : finding.culprits()) {
            if (culprit.name().equals(leaving.name())) {
                return true;
            }
        }
        return false;
    }

    private static int countAfterwards(String name, Transaction transaction) {
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
