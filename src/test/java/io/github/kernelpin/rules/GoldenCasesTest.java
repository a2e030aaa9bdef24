package io.github.kernelpin.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kernelpin.config.pin.PinDirectory;
import io.github.kernelpin.config.pin.RhelMinorsTable;
import io.github.kernelpin.config.toml.BadFileException;
import io.github.kernelpin.host.file.RootedPath;
import io.github.kernelpin.model.kernel.RhelMinors;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.verdict.Finding;
import io.github.kernelpin.model.verdict.Verdict;
import io.github.kernelpin.report.refusal.VerdictMessage;
import io.github.kernelpin.rules.remedy.RemedyFinder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every case in {@code src/test/resources/rules}: one folder for each rule.
 *
 * <p>What a case really gave is left in {@code target/rules} in the format of its file.
 */
final class GoldenCasesTest {

    private static final Path CASES = Path.of("src/test/resources/rules");
    private static final Path ACTUAL = Path.of("target/rules");

    static Stream<Path> cases() throws IOException {
        try (var files = Files.walk(CASES)) {
            return files.filter(Files::isRegularFile).sorted().toList().stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void aCaseIsJudgedAsItsFileSays(Path file, @TempDir Path scratch)
            throws IOException, BadFileException {
        GoldenCase golden = GoldenCase.read(file);
        Path pinFile = scratch.resolve("pins.toml");
        Files.writeString(pinFile, golden.pins());
        RhelMinors minors = RhelMinorsTable.load();
        List<Pin> pins = PinDirectory.read(List.of(RootedPath.ofHost(pinFile)), minors, false);

        Verdict found =
                Judge.judge(
                        pins, golden.request().transaction(), golden.request().allowedKernels());
        Verdict verdict = RemedyFinder.addTo(found, pins, golden.request());

        String message =
                new VerdictMessage(golden.request(), minors)
                        .text(verdict)
                        .replace(pinFile.toString(), "pins.toml");
        List<String> rules = verdict.findings().stream().map(Finding::rule).toList();
        String expect = verdict.isRefusal() ? "refuse" : "allow";
        record(file, expect, rules, message);
        assertEquals(golden.message(), message.isEmpty() ? "" : message + "\n");
        assertEquals(golden.rules(), rules);
        assertEquals(golden.expect(), expect);
    }

    @Test
    void everyRuleHasAFolderWithACaseThatFiresAndOneThatDoesNot() throws IOException {
        for (String rule : Judge.transactionRuleIds()) {
            TreeSet<Boolean> fires = new TreeSet<>();
            try (var files = Files.newDirectoryStream(CASES.resolve(rule))) {
                for (Path file : files) {
                    fires.add(GoldenCase.read(file).rules().contains(rule));
                }
            }
            assertEquals(List.of(false, true), List.copyOf(fires), rule);
        }
        try (var folders = Files.newDirectoryStream(CASES)) {
            for (Path folder : folders) {
                assertTrue(
                        Judge.transactionRuleIds().contains(folder.getFileName().toString()),
                        folder.toString());
            }
        }
    }

    private static void record(Path file, String expect, List<String> rules, String message)
            throws IOException {
        String given = Files.readString(file);
        int end = given.indexOf("\n# then\n");
        Path actual = ACTUAL.resolve(CASES.relativize(file));
        Files.createDirectories(actual.getParent());
        Files.writeString(
                actual,
                (end < 0 ? given : given.substring(0, end))
                        + ("\n# then\nexpect = \"" + expect + "\"\nrules = [")
                        + String.join(", ", rules.stream().map(rule -> '"' + rule + '"').toList())
                        + ("]\nmessage = '''\n"
                                + message
                                + (message.isEmpty() ? "" : "\n")
                                + "'''\n"));
    }
}
