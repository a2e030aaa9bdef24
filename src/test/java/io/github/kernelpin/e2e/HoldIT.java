package io.github.kernelpin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every scenario of {@link DnfIT} once more, on a host whose configuration has every pin hold that
 * does not say what it does: each ends the same, is refused still, or is held back, and which of
 * them do which is listed in {@code src/test/resources/hold/scenarios.toml}.
 *
 * <p>What came of each is left in {@code target/hold}, in the format of that file.
 */
@Execution(ExecutionMode.CONCURRENT)
final class HoldIT {

    private static final Path EXPECTED = Path.of("src/test/resources/hold/scenarios.toml");

    /** How the scenarios are called whose pins hold anyway. */
    private static final String HOLDING = "hold-";

    private static final Path ACTUAL = Path.of("target/hold");

    @BeforeAll
    static void buildPackagesAndHost() throws IOException, InterruptedException {
        DnfHost.prepare();
        Files.createDirectories(ACTUAL);
    }

    static Stream<Scenario> scenarios() throws IOException {
        return DnfIT.scenarios().filter(scenario -> !scenario.name().startsWith(HOLDING));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void endsTheSameIsRefusedOrIsHeldBack(Scenario scenario)
            throws IOException, InterruptedException {
        DnfHost host = DnfIT.prepared(scenario, "-held");
        host.configurePlugin("action = hold\n" + scenario.pluginOptions());
        Set<String> before = host.installed();

        DnfHost.Run run = host.dnf(DnfIT.words(scenario.run()), scenario.input());

        String stderr = host.anonymous(run.err()).replace(" \\\n        ", " ");
        List<String> changes = DnfIT.difference(before, host.installed());
        String outcome = outcome(scenario, run.status(), stderr, changes);
        String actual = described(scenario, outcome, changes, stderr);
        Files.writeString(ACTUAL.resolve(scenario.name() + ".toml"), actual);
        JsonNode all = new TomlMapper().readTree(EXPECTED.toFile());
        JsonNode expected = all.path(scenario.name());
        List<String> expectedChanges = new ArrayList<>();
        expected.path("changes").forEach(each -> expectedChanges.add(each.asText()));
        assertEquals(
                described(
                        scenario,
                        expected.path("outcome").asText(),
                        expectedChanges,
                        expected.path("stderr").asText()),
                actual);
    }

    @Test
    void theListNamesEveryScenarioAndNoOther() throws IOException {
        List<String> listed = new ArrayList<>();
        new TomlMapper().readTree(EXPECTED.toFile()).fieldNames().forEachRemaining(listed::add);

        try (Stream<Path> files = Files.list(Path.of("src/test/resources/e2e"))) {
            assertEquals(
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".toml"))
                            .map(name -> name.replace(".toml", ""))
                            .filter(name -> !name.startsWith(HOLDING))
                            .sorted()
                            .toList(),
                    listed);
        }
    }

    private static String outcome(
            Scenario scenario, int status, String stderr, List<String> changes) {
        if (status == scenario.status()
                && stderr.equals(scenario.stderr())
                && changes.equals(scenario.changes())) {
            return "same";
        }
        // Only --assumeno ends with 1 then.
        int whenHeld = scenario.run().contains("--assumeno") ? 1 : 0;
        if (status == whenHeld && stderr.contains("kernelpin: held back")) {
            return "held";
        }
        return status == 1 && stderr.startsWith("Error: ") && changes.isEmpty()
                ? "refused"
                : "status " + status;
    }

    /** What is the same needs no saying. */
    private static String described(
            Scenario scenario, String outcome, List<String> changes, String stderr) {
        StringBuilder text = new StringBuilder("[" + scenario.name() + "]\n");
        text.append("outcome = \"").append(outcome).append("\"\n");
        if (outcome.equals("same")) {
            return text.toString();
        }
        text.append("changes = ").append(DnfIT.listing(changes)).append('\n');
        return text.append("stderr = '''\n").append(stderr).append("'''\n").toString();
    }
}
