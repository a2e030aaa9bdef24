package io.github.kernelpin.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.github.kernelpin.cli.console.FailureHandler;
import io.github.kernelpin.host.process.ProcessRunner;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** What becomes of a dry run when dnf does not work; DryRunIT has the real one. */
final class DryRunCommandTest {

    @TempDir private Path root;

    private final ProcessRunner runner = mock(ProcessRunner.class);

    @Test
    void aRootThatIsNotThereIsAnError() {
        expect(4, "kernelpin: " + root + "/none: no such directory\n", root + "/none");
    }

    @Test
    void aMissingDnfIsAnError() throws IOException {
        when(runner.stream(any(), any(), any(), any()))
                .thenThrow(new IOException("Cannot run program \"/usr/bin/dnf\""));

        expect(4, "kernelpin: Cannot run program \"/usr/bin/dnf\"\n", root.toString());
    }

    @Test
    void aDnfThatHangsIsAnError() throws IOException {
        when(runner.stream(any(), any(), any(), any()))
                .thenThrow(new IOException("/usr/bin/dnf did not end within 1800 seconds"));

        expect(4, "kernelpin: /usr/bin/dnf did not end within 1800 seconds\n", root.toString());
    }

    @Test
    void whatDnfSaysCannotPlayTricksOnTheTerminal() throws IOException {
        dnfSays(1, "Error: \u001b[31mred\u0007\nand more");

        expect(4, "kernelpin: dnf failed, and says\nError: ?[31mred?\nand more\n", root.toString());
    }

    @Test
    void dnfThatSolvesAndAsksNothingAllows() throws IOException {
        dnfSays(1, "Operation aborted.");

        expect(0, "", root.toString());
    }

    @Test
    void dnfThatDoesNotKnowThePluginIsAnError() throws IOException {
        dnfSays(
                1,
                "No matches found for the following enable plugin patterns: kernelpin\n"
                        + "Operation aborted.");

        expect(
                4,
                "kernelpin: dnf does not know kernelpin's plugin, so it would not ask: install the"
                        + " plugin, or see what kernelpin status says\n",
                root.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mark remove rsync",
                "clean all",
                "history list",
                "group mark install x",
                "--setopt=x=y upgrade",
                "system-upgrade reboot"
            })
    void whatDnfWouldDoAtOnceIsNotRun(String words) {
        expect(
                4,
                "kernelpin: \"dnf "
                        + words
                        + "\" is not run: expected a command first that ends in a transaction, such"
                        + " as upgrade, install or remove; it may do something at once\n",
                root.toString(),
                words.split(" ", -1));
        verifyNoInteractions(runner);
    }

    private void dnfSays(int status, String words) throws IOException {
        when(runner.stream(any(), any(), any(), any()))
                .thenReturn(new ProcessRunner.Result(status, words));
    }

    private void expect(int status, String words, String root, String... arguments) {
        StringWriter err = new StringWriter();
        CommandLine command = new CommandLine(new DryRunCommand(runner));
        command.setExecutionExceptionHandler(
                new FailureHandler(() -> CommandLine.Help.defaultColorScheme(Ansi.OFF)));
        command.setOut(new PrintWriter(new StringWriter()));
        command.setErr(new PrintWriter(err, true));

        List<String> line = new ArrayList<>(List.of("--root", root, "--"));
        line.addAll(List.of(arguments));
        int actual = command.execute(line.toArray(new String[0]));

        assertEquals(words, err.toString());
        assertEquals(status, actual);
    }
}
