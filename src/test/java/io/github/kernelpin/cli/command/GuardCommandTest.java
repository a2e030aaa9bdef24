package io.github.kernelpin.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kernelpin.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said before anything is built; GuardIT builds. */
final class GuardCommandTest {

    @TempDir private Path root = Path.of("");
    private Path file = Path.of("");

    @BeforeEach
    void makeDirectory() throws IOException {
        file = root.resolve("etc/kernelpin/pins.d/a.toml");
        Files.createDirectories(file.getParent());
    }

    @Test
    void withoutADirectoryTheCommandLineIsWrong() {
        assertUsage("Missing required option: '--output=DIR'");
        assertUsage("Missing required parameter for option '--output' (DIR)", "-o");
    }

    @Test
    void aGroupNeedsAName() {
        String expected = "--group: expected letters or digits in the name";
        assertUsage(expected, "-o", "x", "--group", " *** ");
        assertUsage(expected, "-o", "x", "--group", "a\u001bb");
    }

    @Test
    void aVersionIsOneOfRpms() {
        String expected = "--guard-version: expected a version without release, as 1.2";
        assertUsage(expected, "--dry-run", "--guard-version", "1.2-3");
        assertUsage(expected, "--dry-run", "--guard-version", "v1");
        assertUsage(expected, "--dry-run", "--guard-version", "1%{x}");
    }

    @Test
    void brokenPinsAreListed() throws IOException {
        Files.writeString(file, "x = 1\n");
        assertEquals(
                new CommandRun(
                        5,
                        "",
                        "@ROOT@/etc/kernelpin/pins.d/a.toml:1:1: unknown key \"x\": expected pin\n"),
                guard("--dry-run"));
    }

    @Test
    void anUnknownPinIsNamed() throws IOException {
        Files.writeString(file, "[[pin]]\nid = \"a\"\nkernel = \"6.1-1\"\n");
        assertEquals(
                new CommandRun(
                        4, "", "kernelpin: there is no pin b, c in @ROOT@/etc/kernelpin/pins.d\n"),
                guard("--dry-run", "c", "a", "b"));
    }

    @Test
    void aPinThatCannotBeAPackageIsNamed() throws IOException {
        Files.writeString(
                file,
                """
                [[pin]]
                id = "a"
                kernel = "6.1-1"
                deny = [{ kernel = ">= 6" }]
                """);
        assertEquals(
                new CommandRun(
                        4,
                        "",
                        "kernelpin: @ROOT@/etc/kernelpin/pins.d/a.toml:1: pin a cannot be a package:"
                                + " it denies every kernel that it allows\n"),
                guard("--dry-run"));
    }

    @Test
    void dotsThatRpmbuildRefusesAreSaidWithTheirPlace() throws IOException {
        Files.writeString(file, "\n[[pin]]\nid = \"a..b\"\nkernel = \"6.1-1\"\n");
        assertEquals(
                new CommandRun(
                        4,
                        "",
                        "kernelpin: @ROOT@/etc/kernelpin/pins.d/a.toml:2: pin a..b cannot be a package:"
                                + " rpm takes no \"..\", as in kernelpin-guard-a..b\n"),
                guard("--dry-run"));
        Files.writeString(
                file,
                """
                [[pin]]
                id = "a"
                [[pin.module]]
                name = "drbd"
                package = "kmod-drbd"
                version = ">= 9..1"
                """);
        assertEquals(
                new CommandRun(
                        4,
                        "",
                        "kernelpin: @ROOT@/etc/kernelpin/pins.d/a.toml:1: pin a cannot be a package:"
                                + " rpm takes no \"..\", as in kmod-drbd >= 9..1\n"),
                guard("--dry-run"));
    }

    @Test
    void pinsWithoutGuardAreSaid() throws IOException {
        Files.writeString(
                file,
                """
                [[pin]]
                id = "a"
                kernel = "6.1-1"
                action = "warn"

                [[pin]]
                id = "b"
                [[pin.module]]
                name = "npreal2"
                """);
        assertEquals(
                new CommandRun(
                        4,
                        "",
                        """
                        kernelpin: pin a only warns, so it gets no guard
                        kernelpin: module npreal2 of pin b has no package to require
                        kernelpin: pin b says nothing that a package could, so it gets no guard
                        kernelpin: there is no pin that a guard could hold
                        """),
                guard("-o", "x"));
    }

    @Test
    void aDryRunShowsTheSpecs() throws IOException {
        Files.writeString(
                file,
                """
                [[pin]]
                id = "a"
                [[pin.module]]
                name = "drbd"
                package = "kmod-drbd"

                [[pin]]
                id = "b"
                [[pin.module]]
                name = "drbd"
                package = "kmod-b"
                """);
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2021-05-18T12:00:00.9Z")));
        CommandRun run = guard("--dry-run");
        assertEquals("", run.err());
        assertTrue(
                run.out()
                        .startsWith(
                                """
                                # Written by kernelpin guard.
                                Name: kernelpin-guard-a
                                Version: 20210518.120000
                                Release: 1
                                """),
                run.out());
        assertTrue(
                run.out()
                        .contains(
                                """
                                kernelpin-guard-a.conf

                                # Written by kernelpin guard.
                                Name: kernelpin-guard-b
                                """),
                run.out());
        CommandRun one = guard("--dry-run", "--guard-version", "1.2", "b");
        assertTrue(one.out().contains("kernelpin-guard-b\nVersion: 1.2\n"), one.out());
        assertEquals(-1, one.out().indexOf("kernelpin-guard-a"), one.out());
    }

    private void assertUsage(String message, String... arguments) {
        CommandRun run = guard(arguments);
        assertEquals(2, run.exitCode(), run.err());
        assertTrue(
                run.err()
                        .equals(
                                "kernelpin: "
                                        + message
                                        + "\nkernelpin guard --help says what it takes\n"),
                run.err());
    }

    private CommandRun guard(String... arguments) {
        List<String> all = new ArrayList<>(List.of("guard", "--root", root.toString()));
        all.addAll(List.of(arguments));
        CommandRun run = CommandRun.of("", all.toArray(String[]::new));
        return new CommandRun(
                run.exitCode(),
                run.out().replace(root.toString(), "@ROOT@"),
                run.err().replace(root.toString(), "@ROOT@"));
    }
}
