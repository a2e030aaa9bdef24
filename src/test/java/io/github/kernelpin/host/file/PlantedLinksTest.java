package io.github.kernelpin.host.file;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PlantedLinksTest {

    private static final int SELF = 0;
    private static final int NOBODY = 65_534;

    @TempDir private Path scratch;
    private Path target = Path.of("");

    @BeforeEach
    void makeATarget() throws IOException {
        assumeTrue((int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0, "not root");
        target = Files.createDirectory(scratch.resolve("target"));
    }

    @Test
    void ownLinksInOwnDirectoriesAreFollowed() throws IOException {
        Path link = Files.createSymbolicLink(scratch.resolve("link"), target);

        assertDoesNotThrow(() -> PlantedLinks.refuse(link, SELF));
        assertDoesNotThrow(() -> PlantedLinks.refuse(link.resolve("../link/new"), SELF));
        assertDoesNotThrow(() -> PlantedLinks.refuse(Path.of("/dev/stdout"), SELF));
    }

    @Test
    void aLinkOfSomebodyElseIsRefused() throws IOException {
        Path link = Files.createSymbolicLink(scratch.resolve("link"), target);
        Files.setAttribute(link, "unix:uid", NOBODY, LinkOption.NOFOLLOW_LINKS);

        assertEquals(message(link, link), refusal(link));
        assertEquals(message(link.resolve("new"), link), refusal(link.resolve("new")));
    }

    @Test
    void aLinkWhereOthersCanMakeOnesIsRefused() throws IOException {
        Path open = Files.createDirectory(scratch.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path link = Files.createSymbolicLink(open.resolve("link"), target);

        assertEquals(message(link, link), refusal(link));
    }

    @Test
    void aLinkInADirectoryOfSomebodyElseIsRefused() throws IOException {
        Path others = Files.createDirectory(scratch.resolve("others"));
        Files.setAttribute(others, "unix:uid", NOBODY);
        Path link = Files.createSymbolicLink(others.resolve("link"), target);
        Path way = Files.createSymbolicLink(scratch.resolve("way"), Path.of("others/link/x"));

        assertEquals(message(way, link), refusal(way));
    }

    private static String message(Path file, Path link) {
        return file
                + ": others could have made the link "
                + link
                + ", so nothing is written behind it: expected the file that it leads to, or a"
                + " directory that nobody else can write to";
    }

    private static String refusal(Path file) {
        return String.valueOf(
                assertThrows(IOException.class, () -> PlantedLinks.refuse(file, SELF))
                        .getMessage());
    }
}
