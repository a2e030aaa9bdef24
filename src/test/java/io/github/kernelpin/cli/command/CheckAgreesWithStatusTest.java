package io.github.kernelpin.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import io.github.kernelpin.EnforcedHost;
import io.github.kernelpin.HostFile;
import io.github.kernelpin.Resources;
import io.github.kernelpin.host.process.ProcessRunner;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Of the modules in the directory of each installed kernel both commands say the same. */
final class CheckAgreesWithStatusTest {

    private static final Map<String, Integer> compared = new TreeMap<>();
    private static final ProcessRunner programs = mock();

    @TempDir private Path root = Path.of("");

    /**
     * Without pins to judge by, status tells what is there all the same, and check has no answer.
     */
    private static final Set<String> WITHOUT_PINS =
            Set.of(
                    "the-directory-of-pins-is-a-dangling-link.toml",
                    "the-directory-of-pins-is-a-file.toml");

    static List<Path> hosts() {
        return Resources.files("status", ".toml").stream()
                .filter(each -> !WITHOUT_PINS.contains(each.getFileName().toString()))
                .toList();
    }

    @BeforeAll
    static void nobodyKnowsMore() throws IOException {
        ProcessRunner.Result nothing = new ProcessRunner.Result(0, "");
        when(programs.run(any(), any(), any())).thenReturn(nothing);
        when(programs.stream(any(), any(), any(), any())).thenReturn(nothing);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hosts")
    void ofAnInstalledKernelCheckSaysWhatStatusSays(Path file) throws IOException {
        for (HostFile each :
                HostFile.readAll(new TomlMapper().readTree(file.toFile()).path("files"))) {
            each.writeTo(root);
        }
        EnforcedHost.writeTo(root);
        JsonNode host = run(new StatusCommand(programs));
        for (JsonNode status : host.path("kernels")) {
            String kernel = status.path("kernel").asText();
            JsonNode check = run(new CheckCommand(programs), kernel).path("kernels").get(0);

            assertEquals(states(status), states(check), kernel);
            states(check).forEach(each -> compared.merge(each.split(" ", 2)[1], 1, Integer::sum));
            String verdict = check.path("verdict").asText();
            // An allowance is about what comes in, and mends no module.
            if (status.path("boots_next").asBoolean() && !verdict.equals("allowed-by-name")) {
                boolean isWrong = isWrong(host, kernel);
                assertEquals(isWrong ? "refused" : "allowed", verdict, kernel);
                compared.merge(verdict, 1, Integer::sum);
            }
        }
    }

    @AfterAll
    static void manyAnswersWereCompared() {
        for (String each : List.of("loads ", "does-not-load symbols", "refused", "allowed")) {
            assertTrue(compared.getOrDefault(each, 0) > 10, compared.toString());
        }
        assertTrue(compared.size() > 12, compared.toString());
    }

    /** Tells whether status has something grave to say of a kernel. */
    private static boolean isWrong(JsonNode host, String kernel) {
        boolean isWrong = false;
        for (JsonNode each : host.path("findings")) {
            isWrong |=
                    each.toString().contains("\"" + kernel + "\"")
                            && each.path("severity").asText().equals("refuse");
        }
        return isWrong;
    }

    private JsonNode run(Callable<Integer> command, String... arguments) throws IOException {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = new CommandLine(command);
        line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err, true));
        List<String> words = new ArrayList<>(List.of("--format=json", "--root=" + root));
        words.addAll(List.of(arguments));
        line.execute(words.toArray(new String[0]));
        assertEquals("", err.toString());
        return new ObjectMapper().readTree(out.toString());
    }

    /** Of the pinned modules: name, answer, and what it rests on. */
    private static List<String> states(JsonNode kernel) {
        List<String> states = new ArrayList<>();
        for (JsonNode module : kernel.path("modules")) {
            if (!module.path("pins").isEmpty()) {
                states.add(
                        module.path("name").asText()
                                + " "
                                + module.path("state").asText()
                                + " "
                                + module.path("cause").asText());
            }
        }
        return states;
    }
}
