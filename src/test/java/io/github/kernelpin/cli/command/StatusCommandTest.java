package io.github.kernelpin.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import io.github.kernelpin.EnforcedHost;
import io.github.kernelpin.HostFile;
import io.github.kernelpin.Resources;
import io.github.kernelpin.cli.CommandRun;
import io.github.kernelpin.cli.console.ExitCode;
import io.github.kernelpin.host.process.ProcessRunner;
import io.github.kernelpin.model.rpm.Nevra;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/**
 * Every host in {@code src/test/resources/status}, and what is printed of it.
 *
 * <p>What was really printed is left in {@code target/status} in the format of the file.
 */
final class StatusCommandTest {

    private static final Path ACTUAL = Path.of("target/status");

    /** What is installed unless a file says otherwise. */
    private static final List<String> INSTALLED =
            List.of(
                    "bash-5.1-1.el8.x86_64",
                    "kmod-drbd-9.1.2-1.el8.x86_64",
                    "kmod-zfs-2.1.5-1.el8.x86_64");

    @TempDir private Path root;

    static List<Path> hosts() {
        return Resources.files("status", ".toml");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hosts")
    void tellsWhatItsFileSays(Path file) throws IOException {
        JsonNode host = new TomlMapper().readTree(file.toFile());
        for (HostFile each : HostFile.readAll(host.path("files"))) {
            each.writeTo(root);
        }

        EnforcedHost.writeTo(root);
        CommandRun run = run(host);

        String text = run.out().replace(root.toString(), "@ROOT@");
        String given = Files.readString(file);
        int end = given.indexOf("\n# then\n");
        Files.createDirectories(ACTUAL);
        Files.writeString(
                ACTUAL.resolve(file.getFileName()),
                given.substring(0, end)
                        + "\n# then\n[then]\nstatus = "
                        + run.exitCode()
                        + "\ntext = '''\n"
                        + text
                        + "'''\n");
        assertEquals(host.at("/then/text").asText(), text, run.err());
        assertEquals(host.at("/then/status").asInt(-1), run.exitCode());
        assertEquals("", run.err());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hosts")
    void theJsonSaysTheSame(Path file) throws IOException {
        JsonNode host = new TomlMapper().readTree(file.toFile());
        for (HostFile each : HostFile.readAll(host.path("files"))) {
            each.writeTo(root);
        }

        EnforcedHost.writeTo(root);
        CommandRun run = run(host, "--format=json");

        JsonNode json = new ObjectMapper().readTree(run.out());
        assertEquals(host.at("/then/status").asInt(-1), run.exitCode(), run.err());
        assertEquals(2, json.path("schema").asInt());
        assertEquals(run.exitCode() == ExitCode.REFUSED, json.path("wrong").asBoolean());
        // Lines are broken where they get too long.
        String text = host.at("/then/text").asText().replaceAll("\\s+", " ");
        for (JsonNode finding : json.path("findings")) {
            assertTrue(text.contains(finding.path("message").asText()));
        }
        for (JsonNode kernel : json.path("kernels")) {
            assertTrue(text.contains(" " + kernel.path("kernel").asText()));
            assertTrue(text.contains(kernel.at("/allowance/message").asText()));
            for (JsonNode module : kernel.path("modules")) {
                assertTrue(text.contains(module.path("message").asText()));
                assertTrue(text.contains(module.path("name").asText()));
            }
        }
    }

    /** Runs it on the host of a file, of whose packages rpm says what the file says. */
    private CommandRun run(JsonNode host, String... options) throws IOException {
        new HostFile("var/lib/rpm/rpmdb.sqlite", "", "").writeTo(root);
        List<String> installed = new ArrayList<>();
        host.path("installed").forEach(each -> installed.add(each.asText()));
        if (!host.has("installed")) {
            installed.addAll(INSTALLED);
        }
        ProcessRunner rpm = mock();
        when(rpm.run(any(), any(), any()))
                .thenAnswer(
                        call ->
                                new ProcessRunner.Result(
                                        0, rpmSays(call.getArgument(0), installed)));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = new CommandLine(new StatusCommand(rpm));
        command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err, true));
        List<String> words = new ArrayList<>(List.of("--root", root.toString()));
        words.addAll(List.of(options));
        int exitCode = command.execute(words.toArray(new String[0]));
        return new CommandRun(exitCode, out.toString(), err.toString());
    }

    /** What rpm prints of names, or of who provides the last word; others print nothing. */
    private static String rpmSays(List<String> command, List<String> installed) {
        if (!command.get(0).equals("/usr/bin/rpm")) {
            // Python has nothing to say against the plugin.
            return "";
        }
        if (command.contains("-qa")) {
            return installed.stream()
                    .map(each -> Nevra.parse(each).name() + "\n")
                    .collect(Collectors.joining());
        }
        String name = command.get(command.size() - 1);
        if (command.contains("-qf")) {
            String owner = name.contains("zfs") ? "kmod-zfs-2.1.5-1.el8.x86_64" : "";
            return owner.isEmpty() ? "file " + name + " is not owned by any package" : owner;
        }
        String found =
                installed.stream()
                        .filter(each -> Nevra.parse(each).name().equals(name))
                        .map(each -> each + "\n")
                        .collect(Collectors.joining());
        return found.isEmpty() ? "no package provides " + name + "\n" : found;
    }

    @Test
    void everySymbolIsInTheJson() throws IOException {
        Path file = Resources.path("status/a-module-that-the-next-kernel-breaks.toml");
        for (HostFile each :
                HostFile.readAll(new TomlMapper().readTree(file.toFile()).path("files"))) {
            each.writeTo(root);
        }

        CommandRun run = CommandRun.of("", "status", "--root", root.toString(), "--format=json");

        assertEquals(
                """
                {"name":"drbd","pins":["drbd"],"state":"does-not-load","cause":"symbols",\
                "evidence":["file","symbols"],"path":"weak-updates/drbd.ko",\
                "file":"/lib/modules/4.18.0-305.el8.x86_64/extra/drbd.ko",\
                "message":"does not load: 2 of 3 symbols disagree (1 missing, 1 changed)","symbols":3,\
                "missing":["lc_create"],"changed":[{"symbol":"sock_create_kern",\
                "needed":"0x1f2e3d4c","provided":"0x5a6b7c8d"}]}""",
                new ObjectMapper().readTree(run.out()).at("/kernels/0/modules/0").toString());
    }

    @Test
    void aRootThatIsNotThereIsAnError() {
        CommandRun run = CommandRun.of("", "status", "--root", root + "/none");

        assertEquals(ExitCode.BAD_INPUT, run.exitCode());
        assertEquals("kernelpin: " + root + "/none: no such directory\n", run.err());
        assertEquals("", run.out());
    }

    @Test
    void aBrokenPinIsAnError() throws IOException {
        new HostFile("etc/kernelpin/pins.d/drbd.toml", "[[pin]]\nid = 1\nkernel = \"6.1-1\"\n", "")
                .writeTo(root);

        CommandRun run = CommandRun.of("", "status", "--root", root.toString());

        assertEquals(ExitCode.BAD_PINS, run.exitCode());
        assertTrue(run.err().startsWith(root + "/etc/kernelpin/pins.d/drbd.toml:2:6: "), run.err());
        assertEquals("", run.out());
    }

    @Test
    void aDamagedModulesDepIsAnError() throws IOException {
        new HostFile("lib/modules/6.1-1.x86_64/vmlinuz", "", "").writeTo(root);
        new HostFile("lib/modules/6.1-1.x86_64/modules.dep", "\u001f\u008b\b and no more", "")
                .writeTo(root);

        CommandRun run = CommandRun.of("", "status", "--root", root.toString());

        assertEquals(ExitCode.BAD_INPUT, run.exitCode());
        assertTrue(
                run.err()
                        .startsWith(
                                "kernelpin: "
                                        + root
                                        + "/lib/modules/6.1-1.x86_64/modules.dep: "
                                        + "cannot be decompressed: "),
                run.err());
    }
}
