package io.github.kernelpin.cases.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kernelpin.Resources;
import io.github.kernelpin.cases.CaseResult;
import io.github.kernelpin.cases.CaseVerdict;
import io.github.kernelpin.model.verdict.Decision;
import io.github.kernelpin.model.verdict.SourceLocation;
import io.github.kernelpin.report.Report;
import io.github.kernelpin.report.text.Colors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every format with results that try to break it. Whole reports are in {@code cases/reports}; what
 * was really written is left in {@code target/cases}.
 */
final class CaseReportTest {

    static List<Report<List<CaseResult>>> formats() {
        return List.of(
                new CaseText(Colors.PLAIN),
                new CaseJson(),
                new CaseJunit(),
                new CaseGithub(),
                new CaseTap(),
                new CaseSarif());
    }

    @ParameterizedTest
    @MethodSource("formats")
    void aWholeReportIsAsItsFileSays(Report<List<CaseResult>> format) throws IOException {
        String report = format.text(HostileCases.all());

        Path actual = Files.createDirectories(Path.of("target/cases")).resolve(format.id());
        Files.writeString(actual, report);
        assertEquals(Resources.text("cases/reports/" + format.id()), report);
    }

    @ParameterizedTest
    @MethodSource("formats")
    void noFormatLetsThroughWhatHarmsATerminalOrAReader(Report<List<CaseResult>> format)
            throws IOException {
        String report = format.text(HostileCases.all());

        for (int i = 0; i < report.length(); i++) {
            char c = report.charAt(i);
            assertTrue(
                    c == '\n' || (c >= ' ' && c != 0x7f && c != '\u202e' && c < '\ufffe'),
                    Integer.toHexString(c) + " at " + i);
        }
    }

    /** The runner takes blanks away before it looks, and finds the second form anywhere. */
    @ParameterizedTest
    @MethodSource("formats")
    void noRunnerOfACiFindsACommandThatIsNotOurs(Report<List<CaseResult>> format)
            throws IOException {
        String command = "::add-mask::x";
        String folded = "f".repeat(66) + " \u00a0::error::" + "g".repeat(60) + " ::error::h";
        for (String name :
                List.of(command, " \u3000" + command, folded, "##[error]x", "a ##vso[task.x]b")) {
            SourceLocation here = new SourceLocation(name + ".case.toml", 1, 1);
            CaseVerdict verdict = new CaseVerdict(Decision.REFUSE, List.of("symbol-changed"), name);
            CaseVerdict other = new CaseVerdict(Decision.ALLOW, List.of(), "first\n" + name);
            List<CaseResult> results =
                    List.of(
                            new CaseResult.Judged(name, here, verdict, other),
                            new CaseResult.Broken(name, here, List.of(name, name), false));

            for (String line : format.text(results).split("\n", -1)) {
                boolean isOurs = format instanceof CaseGithub && line.startsWith("::error file=");
                boolean isCommand = line.replaceAll("^[\\p{Z}\\s]+", "").startsWith("::");
                assertEquals(isOurs, isCommand, line);
                assertFalse(line.matches(".*##[a-z]*\\[.*"), line);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("formats")
    void noLineAndNoTextIsTooLong(Report<List<CaseResult>> format) throws IOException {
        SourceLocation here = new SourceLocation("a.case.toml", 1, 1);
        CaseResult large =
                new CaseResult.Broken(
                        "n".repeat(100_000),
                        here,
                        List.of(("p".repeat(999) + "\n").repeat(1000).split("\n", -1)),
                        false);

        assertTrue(format.text(List.of(large)).length() < 3 * 64 * 1024);
    }

    @Test
    void gitHubGetsOneLineForEachCaseThatDoesNotPass() {
        List<String> lines = new CaseGithub().text(HostileCases.all()).lines().toList();

        assertEquals(5, lines.size());
        for (String line : lines.subList(0, 4)) {
            assertTrue(line.matches("::error file=[^:,]+,line=\\d+,title=[^:,]+::.+"), line);
        }
        assertEquals("5 cases: 1 passed, 2 failed, 2 broken", lines.get(4));
    }
}
