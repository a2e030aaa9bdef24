package io.github.kernelpin.host.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileReplacementTest {

    private static final byte[] NEW = "new".getBytes(StandardCharsets.UTF_8);

    @TempDir private Path directory = Path.of("");

    @Test
    void whatIsInTheWayOfADirectoryIsAnError() throws IOException {
        Path file = Files.writeString(directory.resolve("a"), "old");
        assertThrows(FileSystemException.class, () -> FileReplacement.of(file.resolve("b/c"), NEW));
        assertEquals("old", Files.readString(file));
    }

    @Test
    void aDirectoryThatAnotherProgramHasJustMadeIsAsGood() throws IOException {
        Path made = Files.createDirectory(directory.resolve("made"));
        FileReplacement.createDirectory(made);
        assertEquals(List.of("made"), names());
    }

    @Test
    void aLinkThatSomebodyHasJustMadeIsNoDirectory() throws IOException {
        Files.createDirectory(directory.resolve("elsewhere"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("elsewhere"));
        assertThrows(FileAlreadyExistsException.class, () -> FileReplacement.createDirectory(link));
    }

    @Test
    void whatIsNotPublishedLeavesNothingBehind() throws IOException {
        Path file = Files.writeString(directory.resolve("a.toml"), "old");
        try (FileReplacement replacement = FileReplacement.of(file, NEW)) {
            assertEquals("new", Files.readString(replacement.draft()));
            assertEquals(file.getParent(), replacement.draft().getParent());
            String name = replacement.draft().getFileName().toString();
            assertTrue(name.startsWith(".") && !name.endsWith(".toml"), name);
        }
        assertEquals("old", Files.readString(file));
        assertEquals(List.of("a.toml"), names());
    }

    @Test
    void whatIsPublishedHasThePermissionsOfWhatWasThere() throws IOException {
        Path file = Files.writeString(directory.resolve("a"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        try (FileReplacement replacement = FileReplacement.of(file, NEW)) {
            replacement.publish();
        }
        assertEquals("new", Files.readString(file));
        assertEquals(
                "rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals(List.of("a"), names());
    }

    @Test
    void whatIsPublishedHasTheOwnerOfWhatWasThere() throws IOException {
        assumeTrue((int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0, "not root");
        Path file = Files.writeString(directory.resolve("a"), "old");
        Files.setAttribute(file, "unix:uid", 12345);
        Files.setAttribute(file, "unix:gid", 12346);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw----"));

        try (FileReplacement replacement = FileReplacement.of(file, NEW)) {
            replacement.publish();
        }

        assertEquals("new", Files.readString(file));
        assertEquals(12345, Files.getAttribute(file, "unix:uid"));
        assertEquals(12346, Files.getAttribute(file, "unix:gid"));
        assertEquals(
                "rw-rw----", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
