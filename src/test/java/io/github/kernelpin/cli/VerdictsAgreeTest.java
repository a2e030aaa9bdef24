package io.github.kernelpin.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kernelpin.properties.Outcome;
import io.github.kernelpin.properties.RequestJson;
import io.github.kernelpin.properties.World;
import io.github.kernelpin.properties.WorldPin;
import io.github.kernelpin.properties.Worlds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Worlds by chance, judged in every way there is. */
final class VerdictsAgreeTest {

    private static final int STEP = 20;

    @TempDir private Path scratch = Path.of("");

    @Test
    void textJsonAndExitCodeOfTheHookAgree() throws IOException {
        for (int seed = 0; seed < Worlds.COUNT; seed += STEP) {
            World world = Worlds.get(seed);
            String root = write(seed);
            Outcome expected = expected(world, root);

            CommandRun run = CommandRun.of(RequestJson.text(world.request(root)), "hook");

            String where = "seed " + seed;
            assertEquals(
                    new CommandRun(expected.isDenial() ? 3 : 0, expected.json(), ""), run, where);
            JsonNode json = new ObjectMapper().readTree(run.out());
            String text = json.path("message").asText();
            assertEquals(expected.isDenial() ? "deny" : "allow", json.path("verdict").asText());
            assertEquals(expected.isDenial(), text.contains(" refused:"), where);
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
            World world = Worlds.get(seed);
            String root = write(seed);
            Outcome expected = expected(world, root);
            TreeSet<String> rules = new TreeSet<>();
            expected.verdict().findings().forEach(each -> rules.add('"' + each.rule() + '"'));
            Path directory = scratch.resolve(String.valueOf(seed));
            Files.writeString(
                    directory.resolve("request.json"), RequestJson.text(world.request(root)));
            Files.writeString(
                    directory.resolve("a.case.toml"),
                    "name = \"%d\"\npins = \"etc/kernelpin/pins.d\"\n".formatted(seed)
                            + "request = \"request.json\"\n"
                            + "expect = \"%s\"\n".formatted(expected.isDenial() ? "deny" : "allow")
                            + "rules = [%s]\n".formatted(String.join(", ", rules)));
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

    /** Writes the pins of a world; returns the root that has them. */
    private String write(int seed) throws IOException {
        Path root = scratch.resolve(String.valueOf(seed));
        Path pins = Files.createDirectories(Path.of(World.pinsOf(root.toString())));
        for (WorldPin pin : Worlds.get(seed).pins()) {
            Files.writeString(pins.resolve(pin.file()), pin.toml());
        }
        return root.toString();
    }

    private static Outcome expected(World world, String root) {
        return Outcome.of(world.pinsIn(World.pinsOf(root)), world.request(root));
    }
}
