package io.github.kernelpin.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kernelpin.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class ExplainCommandTest {

    private static final Path TEXTS = Path.of("src/main/resources/io/github/kernelpin/cli/command");
    private static final int LINES_MAX = 25;
    private static final int COLUMNS_MAX = 80;

    @Test
    void anUnknownRuleIsAUsageErrorWithTheNearest() {
        CommandRun run = CommandRun.of("", "explain", "symbols-chnged\u001b");
        assertEquals(2, run.exitCode());
        assertTrue(
                run.err()
                        .startsWith(
                                "kernelpin: \"symbols-chnged?\" is neither a rule nor a topic; did you mean\n"
                                        + "    symbol-changed? The rules are kernel-outside-pin, "),
                run.err());
        assertTrue(
                run.err()
                        .replace("\n    ", " ")
                        .contains(
                                "The rules are "
                                        + String.join(", ", ExplainCommand.ruleIds())
                                        + "; the topics are hold"
                                        + "\nkernelpin explain --help says what it takes"),
                run.err());
    }

    @Test
    void everyRuleAndEveryTopicHasATextAndNothingElseHas() throws IOException {
        assertEquals(new TreeSet<>(ExplainCommand.ruleIds()), texts("rules"));
        assertEquals(new TreeSet<>(ExplainCommand.TOPICS), texts("topics"));
    }

    private static Set<String> texts(String folder) throws IOException {
        Set<String> there = new TreeSet<>();
        try (var files = Files.newDirectoryStream(TEXTS.resolve(folder))) {
            files.forEach(file -> there.add(file.getFileName().toString().replace(".txt", "")));
        }
        return there;
    }

    @Test
    void everyTextFitsAScreenAndSaysWhenWhyAndWhatToDo() {
        for (String id : ExplainCommand.ruleIds()) {
            List<String> lines = explained(id);
            assertTrue(lines.get(1).matches("(refuses|warns|reports) .*[a-zA-Z]"), lines.get(1));
        }
        for (String id : ExplainCommand.TOPICS) {
            assertTrue(explained(id).get(1).matches("[a-z].*[a-zA-Z]"), id);
        }
    }

    /** The lines of a text, in which everything is that a text has to have. */
    private static List<String> explained(String id) {
        CommandRun run = CommandRun.of("", "explain", id);
        assertEquals("", run.err());
        assertEquals(0, run.exitCode());
        List<String> lines = run.out().lines().toList();
        assertTrue(lines.size() <= LINES_MAX, id + ".txt has more lines than " + LINES_MAX);
        assertEquals(id, lines.get(0));
        for (String line : lines) {
            assertTrue(line.length() <= COLUMNS_MAX, line);
            assertEquals(line.stripTrailing(), line);
        }
        for (String part : List.of("\nWhen: ", "\nWhy: ", "\nWhat to do: ", "kernelpin allow")) {
            assertTrue(run.out().contains(part), id + ".txt lacks " + part.strip());
        }
        return lines;
    }

    @Test
    void allRulesAndTopicsAreListedWithALineEach() {
        CommandRun run = CommandRun.of("", "explain");
        assertEquals("", run.err());
        assertEquals(0, run.exitCode());
        List<String> lines = run.out().lines().toList();
        assertEquals(
                2 * (ExplainCommand.ruleIds().size() + ExplainCommand.TOPICS.size()), lines.size());
        assertEquals("kernel-outside-pin", lines.get(0));
        assertEquals("  refuses a kernel that a pin does not allow", lines.get(1));
        assertEquals("hold", lines.get(lines.size() - 2));
    }
}
