package io.github.kernelpin.model.verdict;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What all rules found, and what comes of it.
 *
 * @param remedies what can be done about a refusal, in the order in which it is advised; empty
 *     where nothing is refused, or nobody has looked for any
 * @param held what is left out so that the rest can go ahead; null where nothing is held back
 * @param notHeld why a transaction is refused whose pins would have it held back; empty otherwise
 */
public record Verdict(
        List<Finding> findings, List<Remedy> remedies, @Nullable Held held, String notHeld) {

    public Verdict {
        findings = List.copyOf(findings);
        remedies = List.copyOf(remedies);
    }

    /** What has been found, and neither held back nor looked at for remedies. */
    public Verdict(List<Finding> findings) {
        this(findings, List.of(), null, "");
    }

    /** The same with what can be done about it. */
    public Verdict withRemedies(List<Remedy> found) {
        return new Verdict(findings, found, held, notHeld);
    }

    /** The same where what it is about is held back, and nothing of it is refused. */
    public Verdict holding(Held leftOut) {
        return new Verdict(findings, remedies, leftOut, notHeld);
    }

    /** The same where what pins would have held back is refused, and why. */
    public Verdict refusing(String reason) {
        List<Finding> refused = new ArrayList<>();
        for (Finding finding : findings) {
            refused.add(
                    finding.severity() == Severity.HOLD
                            ? finding.withSeverity(Severity.REFUSE)
                            : finding);
        }
        return new Verdict(refused, remedies, null, reason);
    }

    /** Whatever violates a pin is refused unless it is held back. */
    public Decision decision() {
        if (held != null) {
            return Decision.HOLD;
        }
        return grave().isEmpty() ? Decision.ALLOW : Decision.REFUSE;
    }

    /** Tells whether the transaction is refused, or the host is wrong. */
    public boolean isRefusal() {
        return decision() == Decision.REFUSE;
    }

    /** The findings for which something is kept out, in order. */
    public List<Finding> grave() {
        List<Finding> grave = new ArrayList<>();
        for (Finding finding : findings) {
            if (finding.severity().isGrave()) {
                grave.add(finding);
            }
        }
        return List.copyOf(grave);
    }

    /** The findings of one severity, in order. */
    public List<Finding> having(Severity severity) {
        List<Finding> chosen = new ArrayList<>();
        for (Finding finding : findings) {
            if (finding.severity() == severity) {
                chosen.add(finding);
            }
        }
        return List.copyOf(chosen);
    }
}
