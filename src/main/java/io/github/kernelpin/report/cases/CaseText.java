package io.github.kernelpin.report.cases;

import io.github.kernelpin.report.Ink;
import io.github.kernelpin.report.Lines;
import io.github.kernelpin.rules.CaseResult;
import java.util.List;

/** Results for people: a line for each case, and what is wrong with those that don't pass. */
public final class CaseText implements CaseReport {

    private final Ink ink;

    public CaseText(Ink ink) {
        this.ink = ink;
    }

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
                                case PASS -> ink.paint(Ink.Tone.GOOD, "PASS") + "   ";
                                case FAIL -> ink.paint(Ink.Tone.BAD, "FAIL") + "   ";
                                case ERROR -> ink.paint(Ink.Tone.BAD, "ERROR") + "  ";
                            })
                    .append(CaseLines.name(result))
                    .append('\n');
            if (result.outcome() != CaseResult.Outcome.PASS) {
                text.append("  ").append(CaseLines.file(result)).append(':');
                text.append(result.location().line()).append('\n');
                for (String line : CaseLines.all(result)) {
                    text.append(shown(result, line));
                }
            }
        }
        return text.append(counts(results)).append('\n').toString();
    }

    /** What is quoted stays as it is, and so does what goes with a file:line:column. */
    private static String shown(CaseResult result, String line) {
        return line.startsWith(" ") || result instanceof CaseResult.Broken
                ? "  " + line + "\n"
                : Lines.of("  ", line);
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
