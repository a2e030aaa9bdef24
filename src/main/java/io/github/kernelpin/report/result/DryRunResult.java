package io.github.kernelpin.report.result;

import io.github.kernelpin.model.transaction.Request;
import io.github.kernelpin.model.verdict.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What would become of a transaction.
 *
 * @param request what dnf's plugin asked; null if it had nothing to ask about
 * @param verdict with the reasons where nobody has judged
 * @param message what the plugin would have printed or, where it did not ask, why not; may be empty
 */
public record DryRunResult(
        Judgement judgement, @Nullable Request request, Verdict verdict, String message) {

    /** Whether somebody would judge the transaction on this host. */
    public enum Judgement {
        /** Yes, or there is no kernel and no module in it. */
        JUDGED("", ""),
        /** dnf does not call the plugin. */
        NOT_ASKED("not-asked", "dnf would not ask kernelpin here: no pin keeps anything out."),
        /** The plugin reads no pins. */
        WITHOUT_PINS("not-judged", "dnf's plugin reads no pins here: nothing is kept out."),
        /** The plugin fails, and has dnf go ahead. */
        GOES_AHEAD("not-judged", "dnf would go ahead here without a verdict.");

        private final String id;
        private final String meaning;

        Judgement(String id, String meaning) {
            this.id = id;
            this.meaning = meaning;
        }

        /** Its name in JSON; empty where there is a verdict. */
        public String id() {
            return id;
        }

        /** A sentence for people; empty where there is a verdict. */
        public String meaning() {
            return meaning;
        }
    }

    /** A transaction on which there is a verdict. */
    public static DryRunResult of(Request request, Verdict verdict, String message) {
        return new DryRunResult(Judgement.JUDGED, request, verdict, message);
    }

    /** A transaction that touches no kernel and no module, or none at all. */
    public static DryRunResult withoutRequest(String reason) {
        return new DryRunResult(Judgement.JUDGED, null, new Verdict(List.of()), reason);
    }

    /** A transaction that dnf would run although nobody has judged it. */
    public static DryRunResult unjudged(Judgement judgement, Verdict reasons, String message) {
        return new DryRunResult(judgement, null, reasons, message);
    }

    public boolean isJudged() {
        return judgement == Judgement.JUDGED;
    }

    /** Tells whether dnf would refuse it, or run what nobody has judged. */
    public boolean isRefused() {
        return verdict.isRefusal() || !isJudged();
    }
}
