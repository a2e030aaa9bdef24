package io.github.kernelpin.report.command;

import io.github.kernelpin.config.toml.FileError;
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
        Colors.Tone tone = result.errors().isEmpty() ? Colors.Tone.GOOD : Colors.Tone.BAD;
        text.append(count(result.pins().size(), "pin")).append(", ");
        text.append(ink.paint(tone, count(result.errors().size(), "error")));
        return text.append('\n').toString();
    }

    private static String count(int number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }
}
