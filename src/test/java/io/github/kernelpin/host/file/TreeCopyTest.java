package io.github.kernelpin.host.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TreeCopyTest {

    @TempDir private Path scratch = Path.of("");

    private Path from = Path.of("");
    private Path to = Path.of("");

    @BeforeEach
    void makeDirectory() throws IOException {
        from = Files.createDirectory(scratch.toRealPath().resolve("from"));
        to = from.resolveSibling("to");
    }

    @Test
    void whatIsNeitherFileNorDirectoryNorLinkIsRefused() throws Exception {
        Path pipe = from.resolve("pipe");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());

        assertFails(pipe + ": neither a file, a directory nor a link");
    }

    @Test
    void moreThanTheLimitIsRefusedAndNothingIsCopied() throws IOException {
        try (RandomAccessFile sparse = new RandomAccessFile(from.resolve("a").toString(), "rw")) {
            sparse.setLength((1L << 30) + 1);
        }
        assertFails(from + ": more than 10000 files, or 1073741824 bytes");
    }

    @Test
    void directoriesNestedTooDeepAreRefused() throws IOException {
        Path deep = from;
        for (int i = 0; i < 51; i++) {
            deep = Files.createDirectory(deep.resolve("d"));
        }
        assertFails(from + ": directories are nested deeper than 50");
    }

    @Test
    void filesThatAreEmptyByTheirSizeAreNotRead() throws IOException {
        Path target = Files.createDirectory(to);

        TreeCopy.copy(Path.of("/proc/sys/kernel/random"), target.resolve("random"));

        assertEquals(0, Files.size(target.resolve("random/uuid")));
    }

    @Test
    void linksAreCopiedAsLinksWhereverTheyLead() throws IOException {
        Files.createDirectory(from.resolve("extra"));
        Files.writeString(from.resolve("extra/a.ko"), "a");
        Files.createSymbolicLink(from.resolve("b.ko"), Path.of("/lib/modules/1/extra/a.ko"));
        Files.createSymbolicLink(from.resolve("loop"), Path.of("."));
        Path link = Files.createSymbolicLink(scratch.resolve("link"), from);

        TreeCopy.copy(link, to);

        assertEquals("a", Files.readString(to.resolve("extra/a.ko")));
        assertEquals(
                Path.of("/lib/modules/1/extra/a.ko"), Files.readSymbolicLink(to.resolve("b.ko")));
        assertEquals(Path.of("."), Files.readSymbolicLink(to.resolve("loop")));
    }

    private void assertFails(String message) {
        IOException e = assertThrows(IOException.class, () -> TreeCopy.copy(from, to));
        assertEquals(message, e.getMessage());
        assertFalse(Files.exists(to));
    }
}
