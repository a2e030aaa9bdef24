package io.github.kernelpin.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
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
import org.junit.jupiter.params.provider.CsvSource;
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
    @CsvSource(
            delimiter = '|',
            value = {
                "upgrade -y --setopt=assumeno=0 --noplugins | -y: a dry run answers each question of dnf"
                        + " with no",
                "upgrade --noplugins | --noplugins: dnf would not ask this host's kernelpin",
                "upgrade --setopt=proxy_password=secret --assumey | --assumey: it is no option that is"
                        + " known to change nothing: expected one of dnf's manual, written out",
            })
    void dnfIsNotRunWithWhatCouldChangeSomething(String words, String problem) {
        expect(
                2,
                "kernelpin: dnf is not given " + problem + "\n",
                root.toString(),
                words.split(" ", -1));
        verifyNoInteractions(runner);
    }

    @Test
    void whatDnfWouldDoAtOnceIsNotRun() {
        expect(
                2,
                "kernelpin: \"dnf mark\" is not run, as it may change something at once: expected"
                        + " autoremove, distro-sync, downgrade,"
                        + " group erase|install|remove|update|upgrade,"
                        + " history redo|replay|rollback|undo, install,"
                        + " module disable|enable|erase|install|remove|reset|switch-to|update,"
                        + " reinstall, remove, swap, upgrade, upgrade-minimal\n",
                root.toString(),
                "mark",
                "remove",
                "rsync");
        verifyNoInteractions(runner);
    }

    @Test
    void whatKernelpinTellsDnfStandsBehindTheUsersOptions() throws IOException {
        dnfSays(1, "Operation aborted.");

        expect(0, "", root.toString(), "upgrade", "--setopt=tsflags=", "-c", "/x");

        verify(runner).stream(
                eq(
                        List.of(
                                "/usr/bin/dnf",
                                "--installroot=" + root,
                                "upgrade",
                                "--setopt=tsflags=",
                                "-c",
                                "/x",
                                "--assumeno",
                                "--setopt=assumeno=1",
                                "--setopt=assumeyes=0",
                                "--setopt=tsflags=test",
                                "--setopt=destdir=",
                                "--setopt=debug_solver=0",
                                "--setopt=logfilelevel=0",
                                "--enableplugin=kernelpin")),
                any(),
                any(),
                any());
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
