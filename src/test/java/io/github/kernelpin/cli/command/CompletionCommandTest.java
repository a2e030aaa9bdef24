package io.github.kernelpin.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kernelpin.cli.CommandRun;
import io.github.kernelpin.host.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What bash makes of the script. */
final class CompletionCommandTest {

    @TempDir private Path scratch = Path.of("");

    @Test
    void noOtherShellIsKnown() {
        assertEquals(2, CommandRun.of("", "completion", "zsh").exitCode());
    }

    @Test
    void bashCompletesCommandsAndOptions() throws IOException {
        CommandRun run = CommandRun.of("", "completion");
        assertEquals(0, run.exitCode(), run.err());
        Path script = Files.writeString(scratch.resolve("completion"), run.out());

        assertTrue(completed(script, "kernelpin", "un").contains("unpin"));
        assertTrue(completed(script, "kernelpin", "pin", "--k").contains("--kernel"));
        assertEquals(
                List.of("auto", "always", "never"),
                completed(script, "kernelpin", "status", "--color", ""));
    }

    private static List<String> completed(Path script, String... words) throws IOException {
        String ask =
                ". "
                        + script
                        + "; COMP_WORDS=("
                        + "\""
                        + String.join("\" \"", words)
                        + "\""
                        + "); COMP_CWORD="
                        + (words.length - 1)
                        + "; _complete_kernelpin 2>/dev/null; echo \"${COMPREPLY[@]}\"";
        ProcessRunner.Result result =
                new ProcessRunner()
                        .run(List.of("/bin/bash", "-c", ask), "", Duration.ofSeconds(30));
        assertEquals(0, result.exitStatus(), result.output());
        return Arrays.asList(result.output().strip().split(" ", -1));
    }
}
