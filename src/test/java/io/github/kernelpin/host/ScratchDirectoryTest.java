package io.github.kernelpin.host;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
