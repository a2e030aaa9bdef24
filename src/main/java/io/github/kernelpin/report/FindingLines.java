package io.github.kernelpin.report;

import io.github.kernelpin.model.verdict.Finding;

/** What is said about one finding, below a line that says what it is about. */
final class FindingLines {

    private FindingLines() {}

    static void append(StringBuilder text, Finding finding) {
        Lines.append(text, "    ", finding.what());
        for (String detail : finding.details()) {
            Lines.append(text, "      ", detail);
        }
        if (!finding.because().isEmpty()) {
            Lines.append(text, "      because: ", finding.because());
        }
        text.append("      rule: ").append(finding.rule()).append('\n');
        // Not folded: a path stands on a line of its own, however long it is.
        text.append("      pin: ");
        text.append(SafeText.printable(finding.location().fileAndLine())).append('\n');
    }
}
