package io.github.kernelpin.host.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PlainTreeTest {

    @TempDir private Path scratch;
    private Path image = Path.of("");
    private Path below = Path.of("");

    @BeforeEach
    void makeADirectoryInAnImage() throws IOException {
        image = scratch.resolve("image");
        below = Files.createDirectories(image.resolve("cache/repository"));
        Files.writeString(image.resolve("file"), "");
        Files.writeString(scratch.resolve("outside"), "");
    }

    @Test
    void filesAndDirectoriesArePlainAndSoAreLinksToFilesOfTheRoot() throws IOException {
        Files.writeString(below.resolve("a"), "");
        Files.createSymbolicLink(below.resolve("b"), Path.of("a"));
        Files.createSymbolicLink(below.resolve("c"), Path.of("../../file"));

        assertEquals("", firstStrange("/cache"));
        assertEquals("", firstStrange("/missing"));
    }

    @Test
    void aLinkThatLeavesTheRootIsFoundAtAnyDepth() throws IOException {
        Files.createSymbolicLink(below.resolve("a"), Path.of("../../../outside"));

        assertEquals(image + "/cache/repository/a", firstStrange("/cache"));
    }

    @Test
    void aLinkToADirectoryIsStrangeWhereverThatIs() throws IOException {
        Files.createSymbolicLink(below.resolve("a"), Path.of(".."));

        assertEquals(image + "/cache/repository/a", firstStrange("/cache"));
    }

    @Test
    void aLinkThatLeadsNowhereYetIsStrange() throws IOException {
        Files.createSymbolicLink(below.resolve("a"), Path.of("b"));

        assertEquals(image + "/cache/repository/a", firstStrange("/cache"));
    }

    private String firstStrange(String path) throws IOException {
        InstallRoot root = new InstallRoot(image);
        return PlainTree.firstStrange(root, root.path(path));
    }
}
