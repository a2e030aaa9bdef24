package io.github.kernelpin.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kernelpin.Resources;
import io.github.kernelpin.cli.console.ExitCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What went wrong once, or well might: kept, so that it ends well ever after. */
final class FoundInputTest {

    @TempDir private Path root = Path.of("");

    static List<Path> requests() {
        return Resources.files("hostile/found", ".json");
    }

    static List<Path> pins() {
        return Resources.files("hostile/found", ".toml");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void aRequestEndsAsDocumented(Path file) throws IOException {
        String text =
                Files.readString(file, StandardCharsets.ISO_8859_1)
                        .replace("@PINS@", root.toString());
        Files.writeString(root.resolve("a.toml"), "[[pin]]\nid = \"a\"\nkernel = \"rhel:8.4\"\n");
        byte[] request = text.getBytes(StandardCharsets.ISO_8859_1);

        CommandRun run = CommandRun.of(new ByteArrayInputStream(request), "hook");

        assertEquals("", HostileEnding.ofHook(run, request), run.toString());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pins")
    void aPinFileEndsAsDocumented(Path file) {
        for (String format : List.of("text", "json")) {
            CommandRun run = CommandRun.of("", "lint", "--format", format, file.toString());

            assertEquals("", HostileEnding.ofCommand(run), run.toString());
            assertEquals(ExitCode.BAD_PINS, run.exitCode(), run.toString());
        }
    }

    @Test
    void whatIsWrongWithAnEndIsSeen() {
        String allowed = "{\"schema\":2,\"request\":\"i\",\"verdict\":\"allow\",\"message\":\"\"}";
        byte[] request = "{\"id\": \"i\"}".getBytes(StandardCharsets.UTF_8);
        assertEquals("", HostileEnding.ofHook(new CommandRun(0, allowed, ""), request));
        assertEquals(
                "a verdict on something else",
                HostileEnding.ofHook(new CommandRun(3, allowed, ""), request));
        assertEquals("exit code 70", HostileEnding.ofHook(new CommandRun(70, "", "x"), request));
        assertEquals(
                "an internal error",
                HostileEnding.ofCommand(new CommandRun(4, "", "kernelpin: internal error: x")));
        assertEquals(
                "standard error has the character 9b at 1",
                HostileEnding.ofCommand(new CommandRun(4, "", "x\u009b")));
    }
}
