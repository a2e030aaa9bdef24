package io.github.kernelpin.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import io.github.kernelpin.HostFile;
import io.github.kernelpin.Resources;
import io.github.kernelpin.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of the modules in an installed kernel's directory both commands say the same. */
final class CheckAgreesWithStatusTest {

    private static final String KERNEL = "4.18.0-305.el8.x86_64";

    @TempDir private Path root = Path.of("");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a-module-built-with-other-settings",
                "a-module-that-exports-what-a-module-of-the-kernel-does",
                "a-module-that-exports-what-a-module-that-it-needs-does",
                "a-module-that-exports-what-the-kernel-does",
                "a-module-that-loads-everywhere",
                "a-module-with-other-flags-and-the-same-crcs",
                "a-struct-module-of-another-size",
                "a-struct-module-of-the-same-size",
                "a-module-that-needs-one-that-does-not-load",
                "a-module-that-needs-an-in-tree-one-that-is-not-installed",
                "an-in-tree-module-beside-one-of-the-same-name",
                "an-override-that-cannot-be-read",
                "an-override-that-does-not-load",
                "an-override-that-exports-another-crc",
                "an-override-that-exports-the-same",
                "an-override-that-no-longer-exports-a-symbol",
                "only-the-in-tree-module-of-that-name",
            })
    void ofAnInstalledKernelCheckSaysWhatStatusSays(String host) throws IOException {
        Path file =
                Resources.files("status", ".toml").stream()
                        .filter(each -> each.endsWith(host + ".toml"))
                        .findFirst()
                        .orElseThrow();
        for (HostFile each :
                HostFile.readAll(new TomlMapper().readTree(file.toFile()).path("files"))) {
            each.writeTo(root);
        }
        JsonNode status = kernel(run("status"));
        CommandRun run = run("check", KERNEL);

        JsonNode check = kernel(run);

        assertEquals(states(status), states(check));
        assertTrue(!states(check).isEmpty(), run.toString());
        assertEquals(states(check).toString().contains("does-not-load") ? 3 : 0, run.exitCode());
    }

    private CommandRun run(String command, String... arguments) {
        List<String> line = new ArrayList<>(List.of(command, "--format=json", "--root=" + root));
        line.addAll(List.of(arguments));
        return CommandRun.of("", line.toArray(new String[0]));
    }

    private static JsonNode kernel(CommandRun run) throws IOException {
        for (JsonNode each : new ObjectMapper().readTree(run.out()).path("kernels")) {
            if (each.path("kernel").asText().equals(KERNEL)) {
                return each;
            }
        }
        throw new AssertionError(run.toString());
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
