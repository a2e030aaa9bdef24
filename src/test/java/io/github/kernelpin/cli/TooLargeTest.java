package io.github.kernelpin.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A transaction that would take longer to judge than anybody waits for it. */
final class TooLargeTest {

    private static final int KERNELS = 1_000;
    private static final int PINS = 21;

    @TempDir private Path scratch = Path.of("");

    @BeforeEach
    void writePins() throws IOException {
        StringBuilder pins = new StringBuilder();
        for (int i = 0; i < PINS; i++) {
            pins.append("[[pin]]\nid = \"pin-" + i + "\"\nkernel = \"rhel:8.4\"\n");
        }
        Files.createDirectory(scratch.resolve("pins.d"));
        Files.writeString(scratch.resolve("pins.d/pins.toml"), pins);
    }

    @Test
    void aRequestIsRefusedUnjudged() {
        List<String> items = new ArrayList<>();
        for (int i = 0; i < KERNELS; i++) {
            items.add(
                    "{\"action\": \"install\", \"package\": {\"name\": \"kernel-core\","
                            + " \"epoch\": 0, \"version\": \"4.18.0\", \"release\": \"348."
                            + i
                            + "\", \"arch\": \"x86_64\"}}");
        }
        String request =
                "{\"schema\": 2, \"id\": \"x\", \"pins\": \""
                        + scratch.resolve("pins.d")
                        + "\", \"root\": \""
                        + scratch
                        + "\", \"transaction\": ["
                        + String.join(", ", items)
                        + "]}";

        assertEquals(
                new CommandRun(
                        4, "", "kernelpin: the request is too large: more than 20000 findings\n"),
                CommandRun.of(request, "hook"));
    }

    @Test
    void aCaseIsBroken() throws IOException {
        List<String> items = new ArrayList<>();
        for (int i = 0; i < KERNELS; i++) {
            items.add("\"+kernel-core-4.18.0-348." + i + ".x86_64\"");
        }
        Path file = scratch.resolve("large.case.toml");
        Files.writeString(
                file,
                "name = \"large\"\npins = \"pins.d\"\ninstalled = []\n"
                        + "expect = \"refuse\"\nrules = [\"kernel-outside-pin\"]\n"
                        + "transaction = ["
                        + String.join(", ", items)
                        + "]\n");

        assertEquals(
                new CommandRun(
                        4,
                        "ERROR  "
                                + file
                                + "\n  "
                                + file
                                + ":4:10: the case is too large:\n      more than 20000 findings\n"
                                + "1 case: 0 passed, 0 failed, 1 broken\n",
                        ""),
                CommandRun.of("", "test", file.toString()));
    }
}
