package io.github.kernelpin.report.refusal;

import io.github.kernelpin.model.verdict.Finding;
import io.github.kernelpin.report.text.SafeText;
import io.github.kernelpin.report.text.TextWrapper;

/** What is said about one finding, below a line that says what it is about. */
public final class FindingLines {

    private FindingLines() {}

    public static void append(StringBuilder text, Finding finding) {
        TextWrapper.append(text, "    ", finding.message());
        for (String detail : finding.details()) {
            TextWrapper.append(text, "      ", detail);
        }
        if (!finding.reason().isEmpty()) {
            TextWrapper.append(text, "      because: ", finding.reason());
        }
        text.append("      rule: ").append(finding.rule()).append('\n');
        // Not folded: a path stands on a line of its own, however long it is.
        text.append("      pin: ");
        text.append(SafeText.printable(finding.location().fileAndLine())).append('\n');
    }
}
