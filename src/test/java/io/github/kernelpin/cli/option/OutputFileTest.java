package io.github.kernelpin.cli.option;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.kernelpin.cli.CommandRun;
import io.github.kernelpin.cli.Main;
import io.github.kernelpin.host.process.CurrentUser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OutputFileTest {

    @TempDir private Path scratch = Path.of("");

    @Test
    void whatCannotBeWrittenIsToldBeforehand() throws IOException {
        Path dangling = Files.createSymbolicLink(scratch.resolve("link"), Path.of("nowhere"));

        assertEquals(scratch + ": is a directory", refusal(scratch));
        assertEquals(
                scratch + "/a/b: there is no directory " + scratch + "/a",
                refusal(scratch.resolve("a/b")));
        assertEquals(dangling + ": a link that leads nowhere", refusal(dangling));
        assertEquals(List.of(dangling), left());
    }

    @Test
    void aNewFileCanBeReadByOthers() throws IOException {
        Path file = scratch.resolve("report.xml");

        OutputFile.of(file).write("text");

        assertEquals("text", Files.readString(file));
        assertEquals(
                "rw-r--r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals(List.of(file), left());
    }

    @Test
    void aLinkStaysOneAndItsTargetIsReplaced() throws IOException {
        Path target = Files.writeString(scratch.resolve("target"), "old and longer");
        Path link = Files.createSymbolicLink(scratch.resolve("link"), Path.of("target"));

        OutputFile.of(link).write("new");

        assertTrue(Files.isSymbolicLink(link));
        assertEquals("new", Files.readString(target));
    }

    @Test
    void aDeviceIsWrittenToAndNotReplaced() throws IOException {
        Path device = Path.of("/dev/null");

        OutputFile.of(device).write("text");

        assertTrue(Files.exists(device) && !Files.isRegularFile(device));
    }

    @Test
    void aFullDeviceIsNamed() throws IOException {
        OutputFile file = OutputFile.of(Path.of("/dev/full"));

        assertEquals(
                "/dev/full: No space left on device",
                assertThrows(IOException.class, () -> file.write("text")).getMessage());
    }

    @Test
    void nothingIsWrittenBehindALinkThatSomebodyPlanted() throws IOException {
        Files.setPosixFilePermissions(scratch, PosixFilePermissions.fromString("rwxrwxrwx"));
        assumeTrue(CurrentUser.isRoot(), "not root");
        Path target = Files.writeString(scratch.resolve("target"), "old");
        Path link = Files.createSymbolicLink(scratch.resolve("link"), target);
        Path cases = Files.createSymbolicLink(scratch.resolve("cases"), Path.of("."));

        String behind =
                ", so nothing is written behind it: expected the file that it leads to, or"
                        + " a directory that nobody else can write to";
        assertEquals(link + ": others could have made the link " + link + behind, refusal(link));
        assertEquals(
                new CommandRun(
                        4,
                        "",
                        "kernelpin: "
                                + cases
                                + ": others could have made the link "
                                + cases
                                + behind
                                + "\n"),
                CommandRun.of("", "test", "--init", scratch.toString()));
        assertEquals("old", Files.readString(target));
        assertEquals(List.of(cases, link, target), left());
    }

    @Test
    void aReportThatHasNowhereToGoIsToldBeforeAnyCaseRuns() {
        Path file = scratch.resolve("none/report.xml");
        Path cases = scratch.resolve("ci");
        assertEquals(0, CommandRun.of("", "test", "--init", cases.toString()).exitCode());

        assertEquals(
                new CommandRun(
                        4,
                        "",
                        "kernelpin: "
                                + file
                                + ": there is no directory "
                                + file.getParent()
                                + "\n"),
                CommandRun.of("", "test", "--output", file.toString(), cases.toString()));
    }

    @Test
    void aFullStandardOutputIsAFailure() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();

        int status =
                Main.run(
                        new String[] {"explain"},
                        InputStream.nullInputStream(),
                        new PrintStream(new FullDisk(), false, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8));

        assertEquals(70, status);
        assertEquals(
                "kernelpin: standard output cannot be written\n",
                err.toString(StandardCharsets.UTF_8));
    }

    private static final class FullDisk extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            throw new IOException("No space left on device");
        }
    }

    private static String refusal(Path file) {
        return String.valueOf(
                assertThrows(IOException.class, () -> OutputFile.of(file)).getMessage());
    }

    private List<Path> left() throws IOException {
        try (Stream<Path> files = Files.list(scratch)) {
            return files.sorted().toList();
        }
    }
}
