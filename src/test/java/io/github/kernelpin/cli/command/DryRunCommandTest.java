package io.github.kernelpin.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.github.kernelpin.EnforcedHost;
import io.github.kernelpin.cli.console.FailureHandler;
import io.github.kernelpin.host.process.ProcessRunner;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What becomes of a dry run when dnf does not work; DryRunIT has the real one. */
final class DryRunCommandTest {

    @TempDir private Path root;

    private final ProcessRunner runner = mock(ProcessRunner.class);
    private boolean isAsked = true;
    private String withoutPins = "";
    private String given = "";
    private List<String> command = List.of();

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
    void dnfThatDoesNotCallThePluginKeepsToNoPin() throws IOException {
        EnforcedHost.writeTo(root);
        Path conf = Files.createDirectories(root.resolve("etc/dnf/plugins"));
        Files.writeString(conf.resolve("kernelpin.conf"), "[main]\nenabled=0\n");
        isAsked = false;
        dnfSays(1, "Operation aborted.");

        expectBoth(
                3,
                """
                dnf would not ask kernelpin here: no pin keeps anything out.
                  @ROOT@/etc/dnf/plugins/kernelpin.conf
                    enabled is off
                    set it to 1
                The transaction was not judged. Nothing was changed.
                """
                        .replace("@ROOT@", root.toString()),
                "",
                root.toString());
    }

    @Test
    void aHostWithoutPinsIsToldSo() throws IOException {
        EnforcedHost.writeTo(root);
        withoutPins = root + "/etc/kernelpin/pins.d";
        dnfSays(1, "Operation aborted.");

        expectBoth(
                0,
                "There are no pins in "
                        + root
                        + "/etc/kernelpin/pins.d: kernelpin allows every kernel.\n",
                "",
                root.toString());
    }

    @Test
    void pinsThatAreNotReadKeepNothingOut() throws IOException {
        EnforcedHost.writeTo(root);
        Path pins = Files.createDirectories(root.resolve("etc/kernelpin/pins.d"));
        Files.writeString(pins.resolve("drbd.TOML"), "[[pin]]\n");
        withoutPins = root + "/etc/kernelpin/pins.d";
        dnfSays(1, "Operation aborted.");

        expectBoth(
                3,
                """
                dnf's plugin reads no pins here: nothing is kept out.
                  @ROOT@/etc/kernelpin/pins.d/drbd.TOML
                    nobody reads this file
                    pin files end in .toml, do not begin with a dot, and are in the directory of
                        pins itself: rename it, or move it
                The transaction was not judged. Nothing was changed.
                """
                        .replace("@ROOT@", root.toString()),
                "",
                root.toString());
    }

    @Test
    void aPluginThatFailsAndHasDnfGoAheadRefusesNothing() throws IOException {
        EnforcedHost.writeTo(root);
        dnfSays(
                1,
                """
                kernelpin: cannot judge this transaction
                  it touches kernel, kernel-core and 1 more
                  /nope cannot be started: No such file or directory
                  It goes ahead, because on_failure is warn.
                Operation aborted.
                """);

        expectBoth(
                3,
                """
                dnf would go ahead here without a verdict.
                  kernelpin: cannot judge this transaction
                    it touches kernel, kernel-core and 1 more
                    /nope cannot be started: No such file or directory
                    It goes ahead, because on_failure is warn.
                The transaction was not judged. Nothing was changed.
                """,
                "",
                root.toString());
    }

    @Test
    void whatTheConfigurationOfAnotherRootNamesIsNotRun() throws IOException {
        Path conf = Files.createDirectories(root.resolve("etc/dnf/plugins"));
        Files.writeString(
                conf.resolve("kernelpin.conf"),
                """
                # kept
                [main]
                executable = /root/evil
                 --and-more
                java=/root/evil
                record =/root/evil
                timeout=7
                allow=4.18.0-348
                  6.1-1
                """);
        dnfSays(1, "Operation aborted.");

        expect(0, "", root.toString());

        assertEquals(
                """
                # kept
                [main]
                executable = LAUNCHER
                record = RECORD
                timeout=7
                allow=4.18.0-348
                  6.1-1
                """,
                given.replaceFirst("executable = .*", "executable = LAUNCHER")
                        .replaceFirst("record = .*", "record = RECORD"));
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

        List<String> told =
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
                        "--setopt=logfilelevel=0");
        assertTrue(command.get(2).startsWith("--config="), command.get(2));
        List<String> words = new ArrayList<>(command);
        words.remove(2);
        assertEquals(told, words.subList(0, told.size()));
        assertEquals(
                List.of("--setopt=pluginpath", "--setopt=pluginconfpath"),
                words.stream()
                        .skip(told.size())
                        .map(each -> each.substring(0, each.lastIndexOf('=')))
                        .toList());
    }

    private void dnfSays(int status, String words) throws IOException {
        when(runner.stream(any(), any(), any(), any()))
                .thenAnswer(call -> resolved(call.getArgument(0), status, words));
    }

    /** What dnf does with the configuration that it is given, as far as the plugin is concerned. */
    private ProcessRunner.Result resolved(List<String> command, int status, String words)
            throws IOException {
        String option = "--setopt=pluginconfpath=";
        String folder =
                command.stream().filter(each -> each.startsWith(option)).findFirst().orElseThrow();
        this.command = command;
        given = Files.readString(Path.of(folder.substring(option.length()), "kernelpin.conf"));
        if (isAsked) {
            String record =
                    given.lines()
                            .filter(each -> each.startsWith("record = "))
                            .findFirst()
                            .orElseThrow();
            Files.writeString(
                    Path.of(record.substring("record = ".length()), "asked"), withoutPins);
        }
        return new ProcessRunner.Result(status, words);
    }

    private void expect(int status, String words, String root, String... arguments) {
        expectBoth(status, null, words, root, arguments);
    }

    private void expectBoth(
            int status, @Nullable String said, String words, String root, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine dryRun = new CommandLine(new DryRunCommand(runner));
        dryRun.setExecutionExceptionHandler(new FailureHandler());
        dryRun.setOut(new PrintWriter(out));
        dryRun.setErr(new PrintWriter(err, true));

        List<String> line = new ArrayList<>(List.of("--root", root, "--"));
        line.addAll(List.of(arguments));
        int actual = dryRun.execute(line.toArray(new String[0]));

        assertEquals(words, err.toString());
        assertEquals(status, actual);
        if (said != null) {
            assertEquals(said, out.toString());
        }
    }
}
