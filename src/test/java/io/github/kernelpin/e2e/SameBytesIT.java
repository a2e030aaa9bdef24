package io.github.kernelpin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kernelpin.properties.WorldFiles;
import io.github.kernelpin.properties.Worlds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is said does not depend on the process that says it. Java's immutable sets and maps have
 * another order in each, and every process has its own seed of it.
 */
final class SameBytesIT {

    private static final int STEP = 10;
    private static final int PROCESSES = 4;
    private static final int REFUSED_MIN = 50;

    @TempDir private Path scratch = Path.of("");

    @Test
    void everyProcessSaysTheSameOfWorldsByChance() throws IOException, InterruptedException {
        int refused = 0;
        for (int seed = 0; seed < Worlds.COUNT; seed += STEP) {
            Path root = scratch.resolve("%05d".formatted(seed));
            refused += WorldFiles.write(Worlds.get(seed), root).outcome().isRefusal() ? 1 : 0;
            expectNoRefusal(root.resolve("a.case.toml"));
        }

        String first = test();

        assertEquals(refused, refusals(first));
        assertTrue(refused >= REFUSED_MIN, refused + " are refused");
        for (int i = 1; i < PROCESSES; i++) {
            assertEquals(first, test());
        }
    }

    /** Of what is as expected, no message is printed. */
    private static void expectNoRefusal(Path file) throws IOException {
        String text = Files.readString(file);
        Files.writeString(file, text.replace("expect = \"refuse\"", "expect = \"allow\""));
    }

    private String test() throws IOException, InterruptedException {
        DnfHost.Run run =
                DnfHost.program(
                        "scripts/kernelpin", "test", "--format", "json", scratch.toString());
        assertEquals(3, run.status(), run.err());
        return run.out();
    }

    private static int refusals(String json) throws IOException {
        int count = 0;
        for (JsonNode each : new ObjectMapper().readTree(json).path("cases")) {
            String message = each.path("actual").path("message").asText();
            count += message.contains(" refused:") ? 1 : 0;
        }
        return count;
    }
}
