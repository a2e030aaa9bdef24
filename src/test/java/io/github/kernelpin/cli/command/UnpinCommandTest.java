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

final class UnpinCommandTest {

    private static final String PIN =
            "# why\u202e not\n[[pin]]\nid = \"drbd\"\nkernel = \"6.1-1\"\n";

    @TempDir private Path root = Path.of("");
    private Path file = Path.of("");

    @BeforeEach
    void writePin() throws IOException {
        file = root.resolve("etc/kernelpin/pins.d/a.toml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, PIN);
    }

    @Test
    void anUnknownIdIsNamedWithTheKnownOnes() throws IOException {
        assertEquals(
                new CommandRun(
                        4,
                        "",
                        "kernelpin: there is no pin dr?bd in @ROOT@/etc/kernelpin/pins.d: there are"
                                + " drbd\n"),
                unpin("dr\u001bbd"));
        Files.delete(file);
        assertEquals(
                new CommandRun(
                        4,
                        "",
                        "kernelpin: there is no pin drbd in @ROOT@/etc/kernelpin/pins.d: there is"
                                + " none\n"),
                unpin("drbd"));
    }

    @Test
    void aFileWithOtherPinsIsLeftAlone() throws IOException {
        String two = PIN + PIN.replace("drbd", "npreal2");
        Files.writeString(file, two);
        assertEquals(
                new CommandRun(
                        4,
                        "",
                        "kernelpin: @ROOT@/etc/kernelpin/pins.d/a.toml:6: other pins are in the same"
                                + " file, so edit it and take out pin npreal2\n"),
                unpin("npreal2"));
        assertEquals(two, Files.readString(file));
    }

    @Test
    void brokenPinsAreListedAndNoneIsRemoved() throws IOException {
        Files.writeString(file.resolveSibling("b.toml"), "x = 1\n");
        assertEquals(
                new CommandRun(
                        5,
                        "",
                        "@ROOT@/etc/kernelpin/pins.d/b.toml:1:1: unknown key \"x\": expected pin\n"),
                unpin("drbd"));
        assertTrue(Files.exists(file));
    }

    @Test
    void aDryRunRemovesNothing() throws IOException {
        assertEquals(new CommandRun(0, "would" + shown("remove"), ""), unpin("drbd", "--dry-run"));
        assertEquals(PIN, Files.readString(file));
    }

    @Test
    void noLineOfAPinIsACommandToTheRunnerOfACi() throws IOException {
        Files.writeString(file, PIN + "reason = \"\"\"\\\n  ::error::x\"\"\"\n");

        CommandRun run = unpin("drbd", "--dry-run");

        assertTrue(run.out().contains("\n  ?:error::x\"\"\"\n"), run.out());
    }

    @Test
    void aPinOfItsOwnFileIsRemovedWithTheFile() throws IOException {
        Path other = file.resolveSibling("b.toml");
        Files.writeString(other, PIN.replace("drbd", "npreal2"));
        assertEquals(new CommandRun(0, shown("removed").substring(1), ""), unpin("drbd"));
        assertTrue(Files.notExists(file));
        assertTrue(Files.exists(other));
    }

    private static String shown(String what) {
        return " " + what + " @ROOT@/etc/kernelpin/pins.d/a.toml\n\n" + PIN.replace('\u202e', '?');
    }

    private CommandRun unpin(String... arguments) {
        List<String> all = new ArrayList<>(List.of("unpin", "--root", root.toString()));
        all.addAll(List.of(arguments));
        CommandRun run = CommandRun.of("", all.toArray(new String[0]));
        return new CommandRun(
                run.exitCode(),
                run.out().replace(root.toString(), "@ROOT@"),
                run.err().replace(root.toString(), "@ROOT@"));
    }
}
