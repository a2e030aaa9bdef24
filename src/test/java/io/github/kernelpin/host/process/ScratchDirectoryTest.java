package io.github.kernelpin.host.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ScratchDirectoryTest {

    @TempDir private Path work = Path.of("");

    @Test
    void nothingIsLeftAndNoLinkIsFollowed() throws IOException {
        Path outside = Files.createDirectory(work.resolve("outside"));
        Files.createFile(outside.resolve("file"));
        Path inside;
        try (ScratchDirectory directory = new ScratchDirectory()) {
            inside = directory.path();
            Files.createDirectories(inside.resolve("a/b"));
            Files.createFile(inside.resolve("a/b/file"));
            Files.createSymbolicLink(inside.resolve("a/link"), outside);
        }
        assertFalse(Files.exists(inside));
        assertTrue(Files.exists(outside.resolve("file")));
    }

    @Test
    void nobodyElseLooksInAlsoWhereTheUmaskWouldLetThem() throws IOException {
        try (ScratchDirectory directory = new ScratchDirectory()) {
            assertEquals(
                    "rwx------",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.path())));
        }
    }

    @Test
    void itGoesWhenTheWorkInItFails() throws IOException {
        Path[] inside = new Path[1];
        assertThrows(
                IOException.class,
                () -> {
                    try (ScratchDirectory directory = new ScratchDirectory()) {
                        inside[0] = Files.createFile(directory.path().resolve("file"));
                        throw new IOException("disk full");
                    }
                });
        assertFalse(Files.exists(inside[0].getParent()));
    }
}
