package io.github.kernelpin.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kernelpin.cases.CaseResult;
import io.github.kernelpin.cases.CaseVerdict;
import io.github.kernelpin.cases.file.BadCaseException;
import io.github.kernelpin.cases.file.CaseFile;
import io.github.kernelpin.cases.file.CaseFiles;
import io.github.kernelpin.cases.run.CaseRunner;
import io.github.kernelpin.config.pin.RhelMinorsTable;
import io.github.kernelpin.host.process.ProcessRunner;
import io.github.kernelpin.model.kernel.RhelMinors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every case in {@code src/test/resources/rules}, one folder for each rule, in one run of {@code
 * kernelpin test}.
 *
 * <p>Each file is left in {@code target/rules} with the verdict that it really got.
 */
final class GoldenCasesTest {

    private static final Path CASES = Path.of("src/test/resources/rules");
    private static final Path ACTUAL = Path.of("target/rules");

    /** The three expectations, which stand together. */
    private static final Pattern EXPECTED =
            Pattern.compile("(?s)\nexpect = .*?\nmessage = (?:'''\n.*?'''|\"\")\n");

    private static final Map<Path, CaseResult> RESULTS = new TreeMap<>();

    @BeforeAll
    static void run() throws IOException {
        try (CaseRunner runner = new CaseRunner(new ProcessRunner())) {
            for (Path file : CaseFiles.find(List.of(CASES))) {
                RESULTS.put(file, runner.run(file));
            }
        }
    }

    static Stream<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(CASES)) {
            return files.filter(Files::isRegularFile).sorted().toList().stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void aCaseIsJudgedAsItsFileSays(Path file) throws IOException {
        CaseResult result = RESULTS.get(file);
        assertNotNull(result, "the name of a case ends in .case.toml");
        CaseResult.Judged judged =
                assertInstanceOf(CaseResult.Judged.class, result, result.problems().toString());
        record(file, judged.actual());
        assertEquals(
                judged.expected(),
                judged.actual(),
                file + " expects another verdict than " + ACTUAL);
    }

    @Test
    void everyRuleHasAFolderWithACaseThatFiresAndOneThatDoesNot()
            throws IOException, BadCaseException {
        RhelMinors minors = RhelMinorsTable.load();
        for (String rule : Judge.ruleIds()) {
            TreeSet<Boolean> fires = new TreeSet<>();
            for (Path file : CaseFiles.find(List.of(CASES.resolve(rule)))) {
                fires.add(CaseFile.read(file, minors).expected().rules().contains(rule));
            }
            assertTrue(fires.contains(true), rule + " fires in no case in " + CASES.resolve(rule));
            assertTrue(
                    fires.contains(false), rule + " fires in all cases in " + CASES.resolve(rule));
        }
        try (var folders = Files.newDirectoryStream(CASES)) {
            for (Path folder : folders) {
                assertTrue(
                        Judge.ruleIds().contains(folder.getFileName().toString()),
                        folder + " is named after no rule");
            }
        }
    }

    private static void record(Path file, CaseVerdict actual) throws IOException {
        String given = Files.readString(file);
        Matcher expected = EXPECTED.matcher(given);
        assertTrue(expected.find(), file + ": expect, rules and message have to stand together");
        String text = String.valueOf(actual.message());
        String then =
                "\nexpect = \"%s\"\nrules = [%s]\nmessage = %s\n"
                        .formatted(
                                actual.id(),
                                String.join(
                                        ", ",
                                        actual.rules().stream().map(id -> '"' + id + '"').toList()),
                                text.isEmpty() ? "\"\"" : "'''\n" + text + "\n'''");
        long moved = then.lines().count() - expected.group().lines().count();
        Path copy = ACTUAL.resolve(CASES.relativize(file));
        Files.createDirectories(copy.getParent());
        Files.writeString(
                copy,
                given.substring(0, expected.start())
                        + withPinsMoved(then, file.getFileName().toString(), moved)
                        + given.substring(expected.end()));
    }

    /** The case's own pins stand below its message, which names their lines. */
    private static String withPinsMoved(String message, String file, long lines) {
        return Pattern.compile("(?<=" + Pattern.quote(file) + ":)\\d+")
                .matcher(message)
                .replaceAll(line -> String.valueOf(Long.parseLong(line.group()) + lines));
    }
}
