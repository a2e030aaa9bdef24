package io.github.kernelpin.report.command;

import io.github.kernelpin.config.toml.FileError;
import io.github.kernelpin.model.verdict.Finding;
import io.github.kernelpin.model.verdict.Severity;
import io.github.kernelpin.report.Report;
import io.github.kernelpin.report.result.LintResult;
import io.github.kernelpin.report.text.Colors;
import io.github.kernelpin.report.text.SafeText;

/** What was found in pin files, for people: a line for each error, and how many there are. */
public final class LintText implements Report<LintResult> {

    private final Colors ink;

    public LintText(Colors ink) {
        this.ink = ink;
    }

    @Override
    public String id() {
        return "text";
    }

    @Override
    public String text(LintResult result) {
        StringBuilder text = new StringBuilder();
        for (FileError error : result.errors()) {
            text.append(SafeText.printable(error.toString())).append('\n');
        }
        for (Finding finding : result.findings()) {
            text.append(SafeText.printable(line(finding))).append('\n');
        }
        Colors.Tone tone = result.errors().isEmpty() ? Colors.Tone.GOOD : Colors.Tone.BAD;
        text.append(count(result.pins().size(), "pin")).append(", ");
        text.append(ink.paint(tone, count(result.errors().size(), "error")));
        if (!result.findings().isEmpty()) {
            text.append(", ").append(count(result.findings().size(), "finding"));
        }
        return text.append('\n').toString();
    }

    /** As editors and CI understand it. */
    private static String line(Finding finding) {
        String place =
                finding.pin().isEmpty() ? finding.subject().name() : finding.location().toString();
        StringBuilder line = new StringBuilder(place);
        line.append(finding.severity() == Severity.WARN ? ": warning: " : ": ");
        line.append(finding.message());
        for (String detail : finding.details()) {
            line.append("; ").append(detail);
        }
        return line.toString();
    }

    private static String count(int number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }
}
