package io.github.kernelpin.model.verdict;

import java.util.ArrayList;
import java.util.List;

/** What all rules found. */
public record Verdict(List<Finding> findings) {

    public Verdict {
        findings = List.copyOf(findings);
    }

    /** Tells whether the transaction is refused. */
    public boolean isRefusal() {
        return !having(Severity.REFUSE).isEmpty();
    }

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
