package io.github.kernelpin.cases.report;

import io.github.kernelpin.cases.CaseResult;
import io.github.kernelpin.report.Report;
import io.github.kernelpin.report.text.Colors;
import io.github.kernelpin.report.text.SafeText;
import io.github.kernelpin.report.text.TextWrapper;
import java.util.List;

/** Results for people: a line for each case, and what is wrong with those that don't pass. */
public final class CaseText implements Report<List<CaseResult>> {

    private static final int NAME_COLUMN = 7;

    private final Colors ink;

    public CaseText(Colors ink) {
        this.ink = ink;
    }

    @Override
    public String id() {
        return "text";
    }

    @Override
    public String text(List<CaseResult> results) {
        StringBuilder text = new StringBuilder();
        for (CaseResult result : results) {
            text.append(head(result));
            if (result.outcome() == CaseResult.Outcome.FAIL) {
                text.append("  ").append(SafeText.noCommand(CaseLines.file(result))).append(':');
                text.append(result.location().line()).append('\n');
            }
            if (result.outcome() != CaseResult.Outcome.PASS) {
                for (String line : CaseLines.all(result)) {
                    text.append(shown(line));
                }
            }
        }
        return text.append(counts(results)).append('\n').toString();
    }

    private String head(CaseResult result) {
        String word =
                switch (result.outcome()) {
                    case PASS -> "PASS";
                    case FAIL -> "FAIL";
                    case ERROR -> "ERROR";
                };
        boolean isGood = result.outcome() == CaseResult.Outcome.PASS;
        String start = word + " ".repeat(NAME_COLUMN - word.length());
        return ink.paint(isGood ? Colors.Tone.GOOD : Colors.Tone.BAD, word)
                + TextWrapper.of(start, CaseLines.name(result)).substring(word.length());
    }

    /** What is quoted stays as it is. */
    private static String shown(String line) {
        return line.startsWith(" ")
                ? SafeText.noCommand("  " + line) + "\n"
                : TextWrapper.of("  ", line);
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
