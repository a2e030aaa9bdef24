package io.github.kernelpin.report.result;

import io.github.kernelpin.model.transaction.Request;
import io.github.kernelpin.model.verdict.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What would become of a transaction.
 *
 * @param isAsked whether dnf called the plugin at all; if not, the verdict has the reasons
 * @param request what dnf's plugin asked; null if it had nothing to ask about
 * @param message what the plugin would have printed or, where it did not ask, why not; may be empty
 */
public record DryRunResult(
        boolean isAsked, @Nullable Request request, Verdict verdict, String message) {

    /** A transaction that touches no kernel and no module, or none at all. */
    public static DryRunResult withoutRequest(String reason) {
        return new DryRunResult(true, null, new Verdict(List.of()), reason);
    }

    /** A transaction that dnf would run without asking kernelpin. */
    public static DryRunResult notAsked(Verdict reasons) {
        return new DryRunResult(false, null, reasons, "");
    }
}
