package io.github.kernelpin.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import io.github.kernelpin.rules.Judge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What people read fits the 80 columns of a terminal.
 *
 * <p>A line may be longer where there is nothing to break: a single word, or one that names a path,
 * which is as long as the machine has it. Errors as file:line:column stay whole for editors, as
 * does what the plugin quotes, and commands are compared unbroken.
 */
final class ColumnsTest {

    private static final Path RESOURCES = Path.of("src/test/resources");

    static Stream<String> commands() {
        return Stream.of(
                "",
                "hook",
                "status",
                "check",
                "dry-run",
                "record",
                "pin",
                "unpin",
                "allow",
                "guard",
                "explain",
                "lint",
                "test",
                "warmup",
                "completion");
    }

    @Test
    void aLineThatCouldBeBrokenIsFound() {
        assertEquals(List.of("a " + "b".repeat(80)), tooLong("a " + "b".repeat(80) + "\na b\n"));
        assertEquals(List.of(), tooLong("  " + "b".repeat(80) + "\n"));
        assertEquals(List.of(), tooLong("      pin: @ROOT@/" + "b".repeat(80) + "\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rules", "e2e", "status"})
    void everyExpectedTextFits(String folder) throws IOException {
        int texts = 0;
        for (Path file : files(folder)) {
            JsonNode toml = new TomlMapper().readTree(file.toFile());
            for (String text : List.of("/message", "/stderr", "/then/text")) {
                String expected = toml.at(text).asText("");
                assertEquals(List.of(), tooLong(expected), file.toString());
                texts += expected.isEmpty() ? 0 : 1;
            }
        }
        assertTrue(texts > 10, folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "dry-run", "cases/reports"})
    void everyExpectedOutputFits(String folder) throws IOException {
        int texts = 0;
        for (Path file : files(folder)) {
            String name = file.getFileName().toString();
            if (name.endsWith(".txt") || name.equals("text")) {
                assertEquals(List.of(), tooLong(Files.readString(file)), file.toString());
                texts++;
            }
        }
        assertTrue(texts > 0, folder);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void theHelpFits(String command) {
        CommandRun run =
                command.isEmpty()
                        ? CommandRun.of("", "--help")
                        : CommandRun.of("", command, "--help");

        assertEquals(0, run.exitCode(), run.err());
        assertTrue(run.out().contains("Usage: kernelpin"), run.out());
        assertEquals(List.of(), tooLong(run.out()));
    }

    @Test
    void theTextsOnRulesAndTopicsFit() {
        assertEquals(List.of(), tooLong(CommandRun.of("", "explain").out()));
        for (String rule : Judge.ruleIds()) {
            assertEquals(List.of(), tooLong(CommandRun.of("", "explain", rule).out()));
        }
        assertEquals(List.of(), tooLong(CommandRun.of("", "explain", "hold").out()));
    }

    @Test
    void whatIsWrongWithACommandLineFits() {
        for (String words : List.of("explain nosuch", "test --format=x y", "statsu", "check -x")) {
            CommandRun run = CommandRun.of("", words.split(" ", -1));
            assertEquals(2, run.exitCode());
            assertEquals(List.of(), tooLong(run.err()));
        }
    }

    private static List<String> tooLong(String text) {
        List<String> lines = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            boolean isPlace = line.matches(".*:\\d+:\\d+: .*") || line.startsWith("  kernelpin: ");
            boolean breaks =
                    line.strip().contains(" ") && !isPlace && !isOfAPath(line) && !isOfSolver(line);
            if (line.length() > 80 && breaks && !line.startsWith("      dnf ")) {
                lines.add(line);
            }
        }
        return lines;
    }

    /** What dnf says of a transaction without solution is as long as dnf makes it. */
    private static boolean isOfSolver(String line) {
        return line.matches("(?: Problem(?: \\d+)?: |  - ).*");
    }

    /** Tells whether it is a path without which the line would fit. */
    private static boolean isOfAPath(String line) {
        int without = line.length();
        for (String word : line.split(" ", -1)) {
            boolean isPath = word.contains("/") || word.contains(".toml:");
            without -= isPath ? word.length() : 0;
        }
        return without < line.length() && without <= 80;
    }

    private static List<Path> files(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(RESOURCES.resolve(folder))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
