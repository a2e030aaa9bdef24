package io.github.kernelpin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import io.github.kernelpin.config.pin.PinDirectory;
import io.github.kernelpin.config.pin.RhelMinorsTable;
import io.github.kernelpin.config.toml.BadFileException;
import io.github.kernelpin.host.file.RootedPath;
import io.github.kernelpin.model.pin.Pin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page about unattended updates shows is what kernelpin does. */
final class UnattendedUpdatesTest {

    private static final Path PAGE = Path.of("src/site/markdown/unattended-updates.md");
    private static final Path HELD = Path.of("src/test/resources/hold/scenarios.toml");
    private static final Path SCENARIOS = Path.of("src/test/resources/e2e");

    /** A scenario, in the order of the page, and the outcome that the page says it has. */
    private static final List<List<String>> SHOWN =
            List.of(
                    List.of("upgrade-into-the-next-minor-when-a-fitting-kernel-is-visible", "held"),
                    List.of("a-uek-kernel-in-one-package", "held"),
                    List.of("install-kernel-core-by-name", "refused"));

    @Test
    void theTranscriptsAreWhatTheRealDnfPrintsInScenarios() throws IOException {
        JsonNode scenarios = new TomlMapper().readTree(HELD.toFile());
        List<String> transcripts = blocks("console");

        assertEquals(SHOWN.size(), transcripts.size());
        for (int i = 0; i < SHOWN.size(); i++) {
            String name = SHOWN.get(i).get(0);
            String printed =
                    scenarios
                            .path(name)
                            .path("stderr")
                            .asText()
                            .replace(" --installroot=@ROOT@", "")
                            .replace(" --root=@ROOT@", "")
                            .replace("@ROOT@", "");
            String transcript = transcripts.get(i).replace(" \\\n        ", " ");

            assertEquals(SHOWN.get(i).get(1), scenarios.path(name).path("outcome").asText());
            assertEquals(printed, transcript.substring(transcript.indexOf('\n') + 1));
        }
    }

    @Test
    void theCommandsAreThoseOfTheScenarios() throws IOException {
        List<String> transcripts = blocks("console");
        for (int i = 0; i < SHOWN.size(); i++) {
            Path file = SCENARIOS.resolve(SHOWN.get(i).get(0) + ".toml");
            String run = new TomlMapper().readTree(file.toFile()).path("run").asText();

            assertTrue(transcripts.get(i).startsWith("# dnf " + run + "\n"), run);
        }
    }

    @Test
    void thePinHolds(@TempDir Path scratch) throws IOException, BadFileException {
        Path file = Files.writeString(scratch.resolve("drbd.toml"), blocks("toml").get(0));

        List<Pin> pins =
                PinDirectory.read(List.of(RootedPath.ofHost(file)), RhelMinorsTable.load(), false);

        assertEquals(List.of(Pin.Action.HOLD), pins.stream().map(Pin::action).toList());
    }

    private static List<String> blocks(String language) throws IOException {
        List<String> blocks = new ArrayList<>();
        Pattern block = Pattern.compile("\n```" + language + "\n(.*?)```\n", Pattern.DOTALL);
        block.matcher(Files.readString(PAGE)).results().forEach(each -> blocks.add(each.group(1)));
        return blocks;
    }
}
