package io.github.kernelpin.cases.report;

import io.github.kernelpin.cases.CaseResult;
import io.github.kernelpin.report.Report;
import java.util.List;

/** Results as workflow commands of GitHub Actions, which shows them beside the changed lines. */
public final class CaseGithub implements Report<List<CaseResult>> {

    @Override
    public String id() {
        return "github";
    }

    @Override
    public String text(List<CaseResult> results) {
        StringBuilder text = new StringBuilder();
        for (CaseResult result : results) {
            if (result.outcome() != CaseResult.Outcome.PASS) {
                text.append("::error file=")
                        .append(property(CaseLines.file(result)))
                        .append(",line=")
                        .append(result.location().line())
                        .append(",title=")
                        .append(property(CaseLines.name(result)))
                        .append("::")
                        .append(data(String.join("\n", CaseLines.all(result))))
                        .append('\n');
            }
        }
        return text.append(CaseText.counts(results)).append('\n').toString();
    }

    /** As {@code escapeData} of actions/toolkit has it. */
    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    /** As {@code escapeProperty} of actions/toolkit has it. */
    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
