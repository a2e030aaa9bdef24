package io.github.kernelpin.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kernelpin.properties.Outcome;
import io.github.kernelpin.properties.WorldFiles;
import io.github.kernelpin.properties.Worlds;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Worlds by chance, judged in every way there is. */
final class VerdictsAgreeTest {

    private static final int STEP = 20;

    @TempDir private Path scratch = Path.of("");

    @Test
    void textJsonAndExitCodeOfTheHookAgree() throws IOException {
        for (int seed = 0; seed < Worlds.COUNT; seed += STEP) {
            WorldFiles files = write(seed);
            Outcome expected = files.outcome();

            CommandRun run = CommandRun.of(files.request(), "hook");

            String where = "seed " + seed;
            assertEquals(
                    new CommandRun(expected.isRefusal() ? 3 : 0, expected.json(), ""), run, where);
            JsonNode json = new ObjectMapper().readTree(run.out());
            String text = json.path("message").asText();
            assertEquals(expected.isRefusal() ? "refuse" : "allow", json.path("verdict").asText());
            assertEquals(expected.isRefusal(), text.contains(" refused:"), where);
            List<String> rules = new ArrayList<>();
            json.path("findings").forEach(each -> rules.add(each.path("rule").asText()));
            assertEquals(rules, rulesIn(text), where);
        }
    }

    private static List<String> rulesIn(String text) {
        return text.lines()
                .filter(line -> line.startsWith("      rule: "))
                .map(line -> line.substring("      rule: ".length()))
                .toList();
    }

    @Test
    void casesOfTheSameRequestsAgreeWithTheHook() throws IOException {
        int cases = 0;
        for (int seed = 0; seed < Worlds.COUNT; seed += STEP) {
            write(seed);
            cases++;
        }

        CommandRun run = CommandRun.of("", "test", "--format", "json", scratch.toString());

        JsonNode json = new ObjectMapper().readTree(run.out());
        for (JsonNode each : json.path("cases")) {
            assertEquals("pass", each.path("result").asText(), each.toPrettyString());
        }
        assertEquals(cases, json.path("cases").size());
        assertEquals(0, run.exitCode());
    }

    private WorldFiles write(int seed) throws IOException {
        return WorldFiles.write(Worlds.get(seed), scratch.resolve(String.valueOf(seed)));
    }
}
