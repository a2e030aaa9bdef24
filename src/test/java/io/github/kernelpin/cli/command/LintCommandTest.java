package io.github.kernelpin.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kernelpin.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LintCommandTest {

    private static final String GOOD = "[[pin]]\nid = \"drbd\"\nkernel = \"rhel:8.4\"\n";

    @TempDir private Path root = Path.of("");
    private Path pins = Path.of("");

    @BeforeEach
    void writePins() throws IOException {
        pins = Files.createDirectories(root.resolve("etc/kernelpin/pins.d"));
        Files.writeString(pins.resolve("drbd.toml"), GOOD);
    }

    @Test
    void thePinsOfARootAreCounted() throws IOException {
        assertEquals(new CommandRun(0, "1 pin, 0 errors\n", ""), lint("--root", root.toString()));
        Files.writeString(pins.resolve("b.toml"), GOOD.replace("drbd", "npreal2"));
        assertEquals(new CommandRun(0, "2 pins, 0 errors\n", ""), lint("--root", root.toString()));
        Files.delete(pins.resolve("b.toml"));
        Files.delete(pins.resolve("drbd.toml"));
        assertEquals(new CommandRun(0, "0 pins, 0 errors\n", ""), lint("--root", root.toString()));
    }

    @Test
    void pinsAreHeldAgainstTheHostThatTheyAreOf() throws IOException {
        Files.createDirectories(root.resolve("lib/modules/4.18.0-305.el8.x86_64"));
        Files.createFile(root.resolve("lib/modules/4.18.0-305.el8.x86_64/vmlinuz"));
        Files.writeString(
                pins.resolve("drbd.toml"),
                GOOD + "\n[[pin.module]]\nname = \"drbd\"\npackage = \"kmod-drbd\"\n");
        Files.writeString(pins.resolve("zfs.tml"), GOOD);
        int line = Files.readAllLines(pins.resolve("drbd.toml")).size() - 2;

        CommandRun run = lint("--root", root.toString());

        assertEquals(
                new CommandRun(
                        3,
                        """
                        @PINS@/zfs.tml: nobody reads this file; pin files end in .toml, do not begin with\
                         a dot, and are in the directory of pins itself: rename it, or move it
                        @PINS@/drbd.toml:@LINE@:1: warning: no package kmod-drbd is installed
                        @PINS@/drbd.toml:@LINE@:1: warning: no installed kernel has a module drbd
                        1 pin, 0 errors, 3 findings
                        """
                                .replace("@PINS@", pins.toString())
                                .replace("@LINE@", String.valueOf(line)),
                        ""),
                run);
    }

    @Test
    void theDirectoryOfThePinsIsBelowTheRoot() throws IOException {
        Path other = Files.createDirectories(root.resolve("srv/pins"));
        Files.writeString(other.resolve("a.toml"), GOOD + GOOD.replace("drbd", "npreal2"));
        CommandRun twoPins = new CommandRun(0, "2 pins, 0 errors\n", "");
        assertEquals(twoPins, lint("--root", root.toString(), "--pins", "/srv/pins"));
        assertEquals(twoPins, lint("--root", root.toString(), "--pins", "srv/pins"));
        assertEquals(twoPins, lint("--pins", other.toString()));
    }

    @Test
    void thePinsAreWhereTheConfigurationSays() throws IOException {
        Path other = Files.createDirectories(root.resolve("srv/pins"));
        Files.writeString(other.resolve("a.toml"), GOOD + GOOD.replace("drbd", "npreal2"));
        Path conf = root.resolve("etc/dnf/plugins/kernelpin.conf");
        Files.createDirectories(conf.getParent());
        Files.writeString(conf, "[main] # ours\npins = '/srv/pins'\n");
        assertEquals(new CommandRun(0, "2 pins, 0 errors\n", ""), lint("--root", root.toString()));
        assertEquals(
                new CommandRun(0, "1 pin, 0 errors\n", ""),
                lint("--root", root.toString(), "--pins", "/etc/kernelpin/pins.d"));
        Files.delete(other.resolve("a.toml"));
        Files.delete(other);
        Files.writeString(other, GOOD);
        assertEquals(
                new CommandRun(4, "", "kernelpin: " + other + ": not a directory\n"),
                lint("--root", root.toString()));
    }

    @Test
    void aPinOneDirectoryTooHighIsReadByNobody() throws IOException {
        Files.writeString(root.resolve("etc/kernelpin/zfs.toml"), GOOD);
        Files.writeString(root.resolve("etc/kernelpin/notes"), "");
        assertEquals(
                new CommandRun(
                        3,
                        root
                                + "/etc/kernelpin/zfs.toml: nobody reads this file; pin files end in"
                                + " .toml, do not begin with a dot, and are in the directory of pins"
                                + " itself: rename it, or move it\n"
                                + "1 pin, 0 errors, 1 finding\n",
                        ""),
                lint("--root", root.toString()));
    }

    @Test
    void pathsAreFilesAndDirectories() throws IOException {
        Path other = Files.createDirectories(root.resolve("other"));
        Files.writeString(other.resolve("a.toml"), GOOD.replace("drbd", "a"));
        Files.writeString(other.resolve("b.toml"), GOOD.replace("drbd", "b"));
        assertEquals(
                new CommandRun(0, "2 pins, 0 errors\n", ""),
                lint(other.resolve("a.toml").toString(), pins.toString()));
        assertEquals(
                new CommandRun(0, "3 pins, 0 errors\n", ""),
                lint(other.toString(), pins.toString()));
    }

    @Test
    void everyErrorIsALineOfText() throws IOException {
        Path bad = pins.resolve("bad.toml");
        Files.writeString(
                bad, "[[pin]]\nid = \"drbd\"\nkernel = \"el8\"\naction = \"a\\nb\\u001b\"\n");
        assertEquals(
                new CommandRun(
                        5,
                        bad
                                + ":3:10: \"el8\" does not start with a number: expected a minor"
                                + " (\"4.18.0-305\"), an alias (\"rhel:8.4\"), a release"
                                + " (\"4.18.0-305.25.1.el8_4\") or a range"
                                + " (\">= 4.18.0-305, < 4.18.0-306\")\n"
                                + bad
                                + ":4:10: \"a?b?\" is no action: expected refuse, hold or warn\n"
                                + pins.resolve("drbd.toml")
                                + ":1:1: the id \"drbd\" is taken already at "
                                + bad
                                + ":1\n"
                                + "0 pins, 3 errors\n",
                        ""),
                lint("--root", root.toString()));
    }

    @Test
    void aSingleErrorIsCountedAsOne() throws IOException {
        Path bad = Files.writeString(root.resolve("bad.toml"), "x = 1\n");
        assertEquals(
                new CommandRun(
                        5, bad + ":1:1: unknown key \"x\": expected pin\n0 pins, 1 error\n", ""),
                lint(bad.toString()));
    }

    @Test
    void pinsAreListedAsJson() {
        String expected = "{\"schema\":2,\"pins\":[\"drbd\"],\"errors\":[],\"findings\":[]}\n";
        for (String format : List.of("json", "JSON")) {
            assertEquals(
                    new CommandRun(0, expected, ""), lint("--format", format, pins.toString()));
        }
    }

    @Test
    void errorsAreListedAsJson() throws IOException {
        Path bad = Files.writeString(root.resolve("bad.toml"), "\"a\\nb\" = 1\n\n  y = 1\n");
        assertEquals(
                new CommandRun(
                        5,
                        "{\"schema\":2,\"pins\":[],\"errors\":[{\"file\":\"FILE\",\"line\":1,"
                                        .replace("FILE", bad.toString())
                                + "\"column\":1,\"message\":\"unknown key \\\"a\\nb\\\": expected"
                                        .replace("a\nb", "a\\nb")
                                + " pin\"},{\"file\":\"FILE\",\"line\":3,"
                                        .replace("FILE", bad.toString())
                                + "\"column\":3,\"message\":\"unknown key \\\"y\\\": expected"
                                + " pin\"}],\"findings\":[]}\n",
                        ""),
                lint("--format=json", bad.toString()));
    }

    @Test
    void aPathThatDoesNotExistIsBadInput() {
        Path missing = root.resolve("mis\u001bsing.toml");
        assertEquals(
                new CommandRun(
                        4,
                        "",
                        "kernelpin: " + root + "/mis?sing.toml: no such file or directory\n"),
                lint(pins.toString(), missing.toString()));
        assertEquals(
                new CommandRun(
                        4,
                        "",
                        "kernelpin: "
                                + root
                                + "/nowhere/etc/kernelpin/pins.d: no such file or directory\n"),
                lint("--root", root.resolve("nowhere").toString()));
    }

    @Test
    void anUnknownOptionIsAUsageError() {
        assertEquals(
                new CommandRun(
                        2,
                        "",
                        """
                        kernelpin: Unknown option: '--strict'
                        kernelpin lint --help says what it takes
                        """),
                lint("--strict"));
    }

    @Test
    void anUnknownFormatIsAUsageError() {
        CommandRun run = lint("--format", "xml");
        assertEquals(2, run.exitCode());
        assertEquals("", run.out());
        assertTrue(
                run.err()
                        .startsWith(
                                "kernelpin: There is no format \"xml\": expected text, json\n"
                                        + "kernelpin lint --help says what it takes"),
                run.err());
    }

    @Test
    void anUnknownCommandIsAUsageError() {
        CommandRun run = CommandRun.of("", "lent");
        assertEquals(2, run.exitCode());
        assertEquals("", run.out());
        assertTrue(
                run.err().startsWith("kernelpin: Unmatched argument at index 0: 'lent'\n"),
                run.err());
    }

    @Test
    void kernelpinAloneShowsItsUsage() {
        assertEquals(
                new CommandRun(
                        2,
                        "",
                        """
                        Usage: kernelpin [-hV] [COMMAND]
                        Keeps dnf from installing kernels that a host's out-of-tree modules cannot load
                        on.
                          -h, --help      Show this help message and exit.
                          -V, --version   Print version information and exit.
                        Commands:
                          hook        Judges the transaction on standard input; what dnf's plugin runs.
                          status      Shows which modules load in which installed kernel.
                          check       Tells whether a kernel would be allowed, and why not.
                          dry-run     Tells what would become of a transaction, and changes nothing.
                          record      Keeps a transaction as a file, to test pins by it elsewhere.
                          pin         Writes a pin: the module as it is now, with the kernel that it is
                                        in now.
                          unpin       Removes a pin, and shows what it was.
                          allow       Allows a kernel for a time, whatever is found about it; or lists
                                        the allowed ones.
                          guard       Builds packages that keep to pins where nobody asks kernelpin.
                          explain     Says when a rule fires, why, and what to do; or lists the rules.
                          lint        Checks pin files and says what is wrong as file:line:column.
                          test        Tests pins with transactions that are written down.
                          warmup      Makes the class-data archive with which the hook starts faster.
                          completion  Prints a script that has bash complete commands and options.

                        Exit status:
                          0    the transaction may go ahead; all is well
                          2    the command line is wrong
                          3    the transaction is refused; something is wrong
                          4    the input is unreadable or makes no sense
                          5    a pin file is broken
                          70   kernelpin itself failed; standard error says why

                        Examples:
                          kernelpin pin drbd --reason 'tested on RHEL 8.4'   # from what runs now
                          kernelpin status                                   # what loads, what is wrong
                          kernelpin dry-run                                  # what dnf upgrade would do

                        Pins are files in /etc/kernelpin/pins.d; dnf's plugin does the rest.
                        """),
                CommandRun.of(""));
    }

    private static CommandRun lint(String... arguments) {
        List<String> words = new ArrayList<>(List.of("lint"));
        words.addAll(List.of(arguments));
        return CommandRun.of("", words.toArray(new String[0]));
    }
}
