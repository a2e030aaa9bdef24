package io.github.kernelpin.report.cases;

import io.github.kernelpin.rules.CaseResult;
import java.util.List;

/** Results for people: a line for each case, and what is wrong with those that don't pass. */
public final class CaseText implements CaseReport {

    @Override
    public String word() {
        return "text";
    }

    @Override
    public String text(List<CaseResult> results) {
        StringBuilder text = new StringBuilder();
        for (CaseResult result : results) {
            text.append(
                            switch (result.outcome()) {
                                case PASS -> "PASS   ";
                                case FAIL -> "FAIL   ";
                                case ERROR -> "ERROR  ";
                            })
                    .append(CaseLines.name(result))
                    .append('\n');
            if (result.outcome() != CaseResult.Outcome.PASS) {
                text.append("  ").append(CaseLines.file(result)).append(':');
                text.append(result.location().line()).append('\n');
                for (String line : CaseLines.all(result)) {
                    text.append("  ").append(line).append('\n');
                }
            }
        }
        return text.append(counts(results)).append('\n').toString();
    }

    /** {@code 3 cases: 1 passed, 2 failed}. */
    static String counts(List<CaseResult> results) {
        int broken = CaseResult.count(results, CaseResult.Outcome.ERROR);
        return results.size()
                + (results.size() == 1 ? " case: " : " cases: ")
                + CaseResult.count(results, CaseResult.Outcome.PASS)
                + " passed, "
                + CaseResult.count(results, CaseResult.Outcome.FAIL)
                + " failed"
                + (broken == 0 ? "" : ", " + broken + " broken");
    }
}
