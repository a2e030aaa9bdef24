package io.github.kernelpin.cases.report;

import io.github.kernelpin.cases.CaseResult;
import io.github.kernelpin.report.text.Colors;
import java.io.IOException;
import java.util.List;

/** A format for the results of test cases. */
public sealed interface CaseReport
        permits CaseGithub, CaseJson, CaseJunit, CaseSarif, CaseTap, CaseText {

    /** What {@code --format} calls it. */
    String id();

    /** The whole report, with a line end after it. */
    String text(List<CaseResult> results) throws IOException;

    /** Every format there is, the default one first. */
    static List<CaseReport> all() {
        return List.of(
                new CaseText(Colors.PLAIN),
                new CaseJson(),
                new CaseJunit(),
                new CaseGithub(),
                new CaseTap(),
                new CaseSarif());
    }
}
