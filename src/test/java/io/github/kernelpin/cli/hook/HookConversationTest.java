package io.github.kernelpin.cli.hook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kernelpin.cli.CommandRun;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that answer a question of the hook. */
final class HookConversationTest {

    private static final String KERNEL =
            "{\"action\": \"install\", \"package\": {\"name\": \"kernel-core\", \"version\":"
                    + " \"4.18.0\", \"release\": \"348.el8\", \"arch\": \"x86_64\"}}";
    private static final String BASH =
            "{\"action\": \"upgrade\", \"package\": {\"name\": \"bash\", \"version\": \"5\","
                    + " \"release\": \"1\", \"arch\": \"noarch\"}}";
    private static final String QUESTION =
            "{\"schema\":2,\"request\":\"first\",\"verdict\":\"ask\",\"message\":\"\","
                    + "\"leave_out\":[\"kernel-core-4.18.0-348.el8.x86_64\"]}\n";

    @TempDir private Path root = Path.of("");

    @BeforeEach
    void writePins() throws IOException {
        Path pins = Files.createDirectories(root.resolve("etc/kernelpin/pins.d"));
        Files.writeString(
                pins.resolve("drbd.toml"), "[[pin]]\nid = \"drbd\"\nkernel = \"rhel:8.4\"\n");
    }

    @Test
    void whatAnAnswerDoesNotSayIsAsBefore() {
        CommandRun run = hook(first(), answer("\"same\": [0]"));
        assertEquals(7, run.exitCode(), run.err());
        assertTrue(run.out().startsWith(QUESTION), run.out());
        String verdict = run.out().substring(QUESTION.length());
        assertTrue(
                verdict.startsWith("{\"schema\":2,\"request\":\"second\",\"verdict\":\"hold\","),
                verdict);
        assertEquals(
                hook(whole("second", "{\"same\": [0]}")).out(),
                verdict,
                "the whole of the second request gives the same");
        assertEquals(
                hook(whole("second", "{\"transaction\": [" + BASH + "]}")).out(),
                verdict,
                "so does the change itself in place of where it is");
    }

    @Test
    void anAnswerIsReadOnceItHasBeenAskedFor() {
        Deque<String> lines = new ArrayDeque<>(List.of(first(), answer("\"same\": [0]")));
        StringBuilder read = new StringBuilder();
        InputStream in =
                new InputStream() {
                    private byte[] line = new byte[0];
                    private int next;

                    @Override
                    public int read(byte[] into, int offset, int length) {
                        if (next == line.length) {
                            String text = lines.poll();
                            read.append(text == null ? "end" : "line ");
                            line = text == null ? new byte[0] : text.getBytes(UTF_8);
                            next = 0;
                        }
                        int count = Math.min(length, line.length - next);
                        System.arraycopy(line, next, into, offset, count);
                        next += count;
                        return count == 0 ? -1 : count;
                    }

                    @Override
                    public int read() {
                        byte[] one = new byte[1];
                        return read(one, 0, 1) == -1 ? -1 : one[0];
                    }
                };
        assertEquals(7, CommandRun.of(in, "hook").exitCode());
        assertEquals("line line end", read.toString());
    }

    @Test
    void aQuestionThatNobodyAnswersIsTheEnd() {
        assertEquals(new CommandRun(6, QUESTION, ""), hook(first()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'\"same\": [1, 1]' | ' at line 2, column 64: same is not in ascending order'",
                "'\"same\": [1, 0]' | ' at line 2, column 64: same is not in ascending order'",
                "'\"same\": [2]' | ': same is 2: transaction has 2 items, counted from 0'",
                "'\"same\": [-1]' | ' at line 2, column 61: same is negative'",
                "'\"same\": [\"0\"]'"
                        + " | ' at line 2, column 61: same is a string: expected a whole number'",
                "'\"same\": 0' | ' at line 2, column 60: same is a whole number: expected an array'",
            })
    void placesOfChangesThatAreNotThereAreBadInput(String rest, String problem) {
        CommandRun run = hook(first(), answer(rest));
        assertEquals(4, run.exitCode());
        assertEquals("kernelpin: the request is wrong" + problem + "\n", run.err());
        assertEquals(QUESTION, run.out());
    }

    @Test
    void whateverFollowsAVerdictIsBadInput() {
        CommandRun run = hook(whole("one", "null").replace("true", "false"), "{}");
        assertEquals(4, run.exitCode());
        assertEquals("kernelpin: something follows the request at line 2, column 1\n", run.err());
        assertEquals(
                "kernelpin: the request is not valid JSON at line 2, column 1: Unrecognized token"
                        + " 'x': was expecting (JSON String, Number, Array, Object or token 'null',"
                        + " 'true' or 'false')\n",
                hook(whole("one", "null").replace("true", "false"), "x").err());
    }

    @Test
    void anAnswerThatIsNoneIsBadInput() {
        CommandRun run = hook(first(), "{\"schema\": 2}\n");
        assertEquals(4, run.exitCode());
        assertEquals("kernelpin: the request has no id\n", run.err());
        assertEquals(
                "kernelpin: the request has no schema\n", hook(first(), "{\"id\": \"x\"}\n").err());
    }

    private String first() {
        return whole("first", "null");
    }

    private String whole(String id, String rest) {
        return ("{\"schema\": 2, \"id\": \"%s\", \"root\": \"%s\", \"pins\":"
                        + " \"%s/etc/kernelpin/pins.d\", \"action\": \"hold\", \"can_solve_again\":"
                        + " true, \"can_hold\": true, \"transaction\": [%s, %s], \"rest\": %s}\n")
                .formatted(id, root, root, BASH, KERNEL, rest);
    }

    private static String answer(String rest) {
        return "{\"schema\": 2, \"id\": \"second\", \"rest\": {\"round\": 1, %s}}\n"
                .formatted(rest);
    }

    private static CommandRun hook(String... lines) {
        return CommandRun.of(String.join("", lines), "hook");
    }
}
