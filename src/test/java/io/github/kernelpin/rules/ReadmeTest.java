package io.github.kernelpin.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import io.github.kernelpin.config.pin.PinDirectory;
import io.github.kernelpin.config.pin.RhelMinorsTable;
import io.github.kernelpin.config.toml.BadFileException;
import io.github.kernelpin.host.file.RootedPath;
import io.github.kernelpin.rules.host.HostJudge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What README shows is what kernelpin does. */
final class ReadmeTest {

    private static final Path SCENARIO =
            Path.of(
                    "src/test/resources/e2e/upgrade-into-the-next-minor-when-a-fitting-kernel-is-visible.toml");

    @Test
    void theTranscriptIsWhatTheRealDnfPrintsInAScenario() throws IOException {
        String printed =
                new TomlMapper()
                        .readTree(SCENARIO.toFile())
                        .path("stderr")
                        .asText()
                        .replace(" --installroot=@ROOT@", "")
                        .replace(" --root=@ROOT@", "")
                        .replace("@ROOT@", "");

        String transcript = block("```console\n# dnf upgrade -y\n").replace(" \\\n        ", " ");

        assertEquals(printed, transcript);
    }

    @Test
    void theStatusOfAHostIsWhatAGoldenCaseShows() throws IOException {
        Path file = Path.of("src/test/resources/status/two-modules-and-two-minors.toml");
        String printed = new TomlMapper().readTree(file.toFile()).at("/then/text").asText();

        assertEquals(printed.replace("@ROOT@", ""), block("```console\n# kernelpin status\n"));
    }

    @Test
    void theCheckOfKernelsIsWhatTheRealDnfLeadsTo() throws IOException {
        String printed = Files.readString(Path.of("src/test/resources/check/dnf-named.txt"));
        String readme = Files.readString(Path.of("README.md"));

        assertTrue(
                readme.contains("# kernelpin check ")
                        && readme.contains("\n" + printed.replace("@ROOT@", "") + "```"),
                printed);
    }

    @Test
    void theDryRunIsWhatTheRealDnfLeadsTo() throws IOException {
        assertEquals(
                Files.readString(Path.of("src/test/resources/dry-run/allowed.txt")),
                block("```console\n# kernelpin dry-run\n"));
    }

    @Test
    void theExampleOfAPinIsAGoodOne(@TempDir Path scratch) throws IOException, BadFileException {
        Path file = scratch.resolve("drbd.toml");
        Files.writeString(file, block("```toml\n"));

        assertEquals(
                1,
                PinDirectory.read(List.of(RootedPath.ofHost(file)), RhelMinorsTable.load(), false)
                        .size());
    }

    @Test
    void everyRuleIsInTheTable() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        List<String> rules = new ArrayList<>(Judge.ruleIds());
        rules.addAll(HostJudge.ruleIds());
        for (String rule : rules) {
            assertTrue(readme.contains("\n| `" + rule + "` |"), rule + " has no row in README.md");
        }
    }

    /** What stands between a line that opens a code block and the end of that block. */
    private static String block(String opening) throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        int start = readme.indexOf(opening);
        assertTrue(start >= 0, opening);
        start += opening.length();
        return readme.substring(start, readme.indexOf("```", start));
    }
}
