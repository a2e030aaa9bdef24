package io.github.kernelpin.cases.report;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.github.kernelpin.cases.CaseResult;
import io.github.kernelpin.report.Report;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Results in the Test Anything Protocol, version 14. The texts of its YAML are quoted as in JSON,
 * which YAML reads as well.
 */
public final class CaseTap implements Report<List<CaseResult>> {

    private static final Pattern DIRECTIVE =
            Pattern.compile("#(?=\\s*(?:TODO|SKIP))", Pattern.CASE_INSENSITIVE);

    @Override
    public String id() {
        return "tap";
    }

    @Override
    public String text(List<CaseResult> results) {
        StringBuilder text = new StringBuilder("TAP version 14\n");
        text.append("1..").append(results.size()).append('\n');
        int number = 0;
        for (CaseResult result : results) {
            number++;
            boolean passes = result.outcome() == CaseResult.Outcome.PASS;
            text.append(passes ? "ok " : "not ok ").append(number).append(" - ");
            text.append(description(CaseLines.name(result))).append('\n');
            if (!passes) {
                append(text, result);
            }
        }
        return text.toString();
    }

    private static void append(StringBuilder text, CaseResult result) {
        text.append("  ---\n");
        text.append("  severity: ").append(result.outcome().id()).append('\n');
        text.append("  file: ").append(quoted(CaseLines.file(result))).append('\n');
        text.append("  line: ").append(result.location().line()).append('\n');
        append(text, "differences", result.differences());
        append(text, "problems", CaseLines.problems(result));
        append(text, "message", CaseLines.message(result));
        text.append("  ...\n");
    }

    private static void append(StringBuilder text, String key, List<String> values) {
        text.append("  ").append(key).append(':').append(values.isEmpty() ? " []\n" : "\n");
        for (String value : values) {
            text.append("    - ").append(quoted(value)).append('\n');
        }
    }

    /**
     * A hash would start a directive such as TODO, and is escaped. Readers of version 13, tap4j in
     * Jenkins among them, know no escapes and would forgive such a failure, so that a hash which
     * they could take for a directive goes.
     */
    private static String description(String name) {
        String harmless = DIRECTIVE.matcher(name).replaceAll("?");
        return harmless.replace("\\", "\\\\").replace("#", "\\#");
    }

    private static String quoted(String text) {
        return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }
}
