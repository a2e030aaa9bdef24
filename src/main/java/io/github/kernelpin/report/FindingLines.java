package io.github.kernelpin.report;

import io.github.kernelpin.model.Finding;

/** What is said about one finding, below a line that says what it is about. */
final class FindingLines {

    private FindingLines() {}

    static void append(StringBuilder text, Finding finding) {
        line(text, "    ", finding.what());
        for (String detail : finding.details()) {
            line(text, "      ", detail);
        }
        if (!finding.because().isEmpty()) {
            line(text, "      because: ", finding.because());
        }
        line(text, "      rule: ", finding.rule());
        line(text, "      pin: ", finding.location().fileAndLine());
    }

    private static void line(StringBuilder text, String start, String content) {
        text.append(start).append(SafeText.printable(content)).append('\n');
    }
}
