package io.github.kernelpin.cli.option;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import io.github.kernelpin.HostFile;
import io.github.kernelpin.Resources;
import io.github.kernelpin.cli.CommandRun;
import io.github.kernelpin.report.text.Colors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ColorOptionTest {

    private static final String ESCAPE = "\u001b[";

    @TempDir private Path root;

    @BeforeEach
    void writeAHost() throws IOException {
        String host = Resources.text("status/two-modules-and-two-minors.toml");
        for (HostFile file : HostFile.readAll(new TomlMapper().readTree(host).path("files"))) {
            file.writeTo(root);
        }
        new HostFile(
                        "etc/dnf/plugins/kernelpin.conf",
                        "[main]\nallow = 4.18.0-348.el8@2000-01-01 4.18.0-372.9.1.el8\n",
                        "")
                .writeTo(root);
        CommandRun.of("", "test", "--init", root.resolve("ci").toString());
    }

    @ParameterizedTest
    @CsvSource({
        "AUTO,   true,  '',   xterm, ANSI",
        "AUTO,   false, '',   xterm, PLAIN",
        "AUTO,   true,  1,    xterm, PLAIN",
        "AUTO,   true,  '',   dumb,  PLAIN",
        "NEVER,  true,  '',   xterm, PLAIN",
        "ALWAYS, false, '',   xterm, ANSI",
        "ALWAYS, true,  1,    dumb,  ANSI",
    })
    void coloursAreForATerminalUnlessSomebodySaysOtherwise(
            ColorOption.When when,
            boolean isTerminal,
            String noColor,
            String term,
            Colors expected) {
        Map<String, String> environment = Map.of("NO_COLOR", noColor, "TERM", term);

        assertEquals(expected, ColorOption.ink(when, environment, isTerminal));
    }

    @Test
    void anEmptyEnvironmentForbidsNothing() {
        assertEquals(Colors.ANSI, ColorOption.ink(ColorOption.When.AUTO, Map.of(), true));
    }

    @Test
    void whatIsNoWordForItIsAUsageError() {
        CommandRun run = CommandRun.of("", "status", "--color=red");

        assertEquals(2, run.exitCode());
        assertTrue(run.err().contains("--color"), run.err());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status --root=@ROOT@",
                "check --root=@ROOT@ 4.18.0-348.el8 4.18.0-305.25.1.el8_4",
                "lint --root=@ROOT@",
                "allow --root=@ROOT@",
                "test @ROOT@/ci",
                "status --help",
            })
    void coloursChangeNoWord(String command) {
        CommandRun plain = run(command);
        CommandRun painted = run(command + " --color always");

        assertFalse(plain.out().contains(ESCAPE), plain.out());
        assertTrue(painted.out().contains(ESCAPE), painted.out());
        assertEquals(plain.out(), painted.out().replaceAll("\u001b\\[[0-9;]*m", ""));
        assertEquals(plain.exitCode(), painted.exitCode());
        assertEquals(plain, run(command + " --color=never"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status --root=@ROOT@ --format=json",
                "check --root=@ROOT@ 4.18.0-348.el8 --format=json",
                "lint --root=@ROOT@ --format=json",
                "test --format=json @ROOT@/ci",
                "test --format=junit @ROOT@/ci",
            })
    void programsGetNoColours(String command) {
        assertEquals(run(command), run(command + " --color=always"));
    }

    @Test
    void norDoesAFile() throws IOException {
        CommandRun run = run("test --color=always --format=text --output=@ROOT@/report @ROOT@/ci");

        assertTrue(run.out().contains(ESCAPE), run.out());
        String report = Files.readString(root.resolve("report"));
        assertEquals(report, run.out().replaceAll("\u001b\\[\\d+m", ""));
        assertFalse(report.contains(ESCAPE), report);
    }

    @Test
    void fewWordsAreColoured() {
        assertEquals(
                """
                KERNEL                        RHEL  VERDICT  MODULE   STATE
                4.18.0-305.25.1.el8_4.x86_64  8.4   @32mallowed@0m  drbd     @32mloads@0m
                                                             npreal2  @32mloads@0m
                """,
                run("check --root=@ROOT@ --color=always 4.18.0-305.25.1.el8_4")
                        .out()
                        .replace(ESCAPE, "@"));
    }

    private CommandRun run(String command) {
        return CommandRun.of("", command.replace("@ROOT@", root.toString()).split(" ", -1));
    }
}
