package io.github.kernelpin.cases.report;

import io.github.kernelpin.cases.CaseResult;
import io.github.kernelpin.cases.CaseVerdict;
import io.github.kernelpin.report.text.SafeText;
import java.util.ArrayList;
import java.util.List;

/** What every format says of a case: harmless lines, of which there is an end. */
public final class CaseLines {

    private static final int LINE_CHARACTERS_MAX = 1000;
    private static final int TEXT_CHARACTERS_MAX = 64 * 1024;

    private CaseLines() {}

    public static String name(CaseResult result) {
        return line(result.name());
    }

    static String file(CaseResult result) {
        return line(result.location().file());
    }

    /** What is wrong. */
    public static List<String> problems(CaseResult result) {
        return bounded(result.problems());
    }

    /** What was said by the verdict; nothing of a case that could not be judged. */
    static List<String> message(CaseResult result) {
        return result instanceof CaseResult.Judged judged ? message(judged.actual()) : List.of();
    }

    /** The lines of a message; none if there is no message. */
    static List<String> message(CaseVerdict verdict) {
        String message = verdict.message();
        return message == null || message.isEmpty()
                ? List.of()
                : bounded(List.of(message.split("\n", -1)));
    }

    /** What is wrong, and the message, for whoever has to mend it. */
    static List<String> all(CaseResult result) {
        List<String> lines = new ArrayList<>(problems(result));
        List<String> message = message(result);
        if (result instanceof CaseResult.Judged) {
            lines.add(message.isEmpty() ? "there is no message" : "the message is");
        }
        for (String line : message) {
            lines.add("  | " + line);
        }
        return lines;
    }

    private static List<String> bounded(List<String> lines) {
        List<String> bounded = new ArrayList<>();
        int characters = 0;
        for (String each : lines) {
            String line = line(each);
            characters += line.length() + 1;
            if (characters > TEXT_CHARACTERS_MAX) {
                bounded.add("...");
                return bounded;
            }
            bounded.add(line);
        }
        return bounded;
    }

    /** Two characters that harm no terminal are allowed in neither XML nor YAML. */
    private static String line(String text) {
        String line = SafeText.printable(text).replace('\uFFFE', '?').replace('\uFFFF', '?');
        return line.length() > LINE_CHARACTERS_MAX
                ? line.substring(0, LINE_CHARACTERS_MAX) + "..."
                : line;
    }
}
