package io.github.kernelpin.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kernelpin.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class ExplainCommandTest {

    private static final Path TEXTS =
            Path.of("src/main/resources/io/github/kernelpin/cli/command/rules");
    private static final int LINES_MAX = 25;
    private static final int COLUMNS_MAX = 80;

    @Test
    void anUnknownRuleIsAUsageErrorWithTheNearest() {
        CommandRun run = CommandRun.of("", "explain", "symbols-chnged\u001b");
        assertEquals(2, run.exitCode());
        assertTrue(
                run.err()
                        .startsWith(
                                "kernelpin: \"symbols-chnged?\" is no rule; did you mean symbol-changed?"
                                        + " The rules\n    are kernel-outside-pin, "),
                run.err());
        assertTrue(
                run.err()
                        .replace("\n    ", " ")
                        .contains(
                                "The rules are "
                                        + String.join(", ", ExplainCommand.ruleIds())
                                        + "\nkernelpin explain --help says what it takes"),
                run.err());
    }

    @Test
    void everyRuleHasATextAndNothingElseHas() throws IOException {
        TreeSet<String> expected = new TreeSet<>();
        ExplainCommand.ruleIds().forEach(id -> expected.add(id + ".txt"));
        TreeSet<String> there = new TreeSet<>();
        try (var files = Files.newDirectoryStream(TEXTS)) {
            files.forEach(file -> there.add(file.getFileName().toString()));
        }
        assertEquals(expected, there);
    }

    @Test
    void everyTextFitsAScreenAndSaysWhenWhyAndWhatToDo() {
        for (String id : ExplainCommand.ruleIds()) {
            CommandRun run = CommandRun.of("", "explain", id);
            assertEquals("", run.err());
            assertEquals(0, run.exitCode());
            List<String> lines = run.out().lines().toList();
            assertTrue(lines.size() <= LINES_MAX, id + ".txt has more lines than " + LINES_MAX);
            assertEquals(id, lines.get(0));
            assertTrue(lines.get(1).matches("(refuses|warns|reports) .*[a-zA-Z]"), lines.get(1));
            for (String line : lines) {
                assertTrue(line.length() <= COLUMNS_MAX, line);
                assertEquals(line.stripTrailing(), line);
            }
            for (String part :
                    List.of("\nWhen: ", "\nWhy: ", "\nWhat to do: ", "kernelpin allow")) {
                assertTrue(run.out().contains(part), id + ".txt lacks " + part.strip());
            }
        }
    }

    @Test
    void allRulesAreListedWithALineEach() {
        CommandRun run = CommandRun.of("", "explain");
        assertEquals("", run.err());
        assertEquals(0, run.exitCode());
        List<String> lines = run.out().lines().toList();
        assertEquals(2 * ExplainCommand.ruleIds().size(), lines.size());
        assertEquals("kernel-outside-pin", lines.get(0));
        assertEquals("  refuses a kernel that a pin does not allow", lines.get(1));
    }
}
