package io.github.kernelpin.model.verdict;

import java.util.ArrayList;
import java.util.List;

/**
 * What all rules found.
 *
 * @param remedies what can be done about a refusal, in the order in which it is advised; empty
 *     where nothing is refused, or nobody has looked for any
 */
public record Verdict(List<Finding> findings, List<Remedy> remedies) {

    public Verdict {
        findings = List.copyOf(findings);
        remedies = List.copyOf(remedies);
    }

    /** A verdict for which no remedies have been looked for. */
    public Verdict(List<Finding> findings) {
        this(findings, List.of());
    }

    /** The same with what can be done about it. */
    public Verdict withRemedies(List<Remedy> found) {
        return new Verdict(findings, found);
    }

    /** Tells whether the transaction is refused, or the host is wrong. */
    public boolean isRefusal() {
        return !having(Severity.REFUSE).isEmpty();
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
