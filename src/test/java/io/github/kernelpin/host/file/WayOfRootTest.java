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

/** Who else than root could lead a file elsewhere; a temporary directory stands for {@code /}. */
final class WayOfRootTest {

    private static final String DIRECTORY =
            ": others than root can write to this directory, so nothing is written below it:"
                    + " expected owner root and mode 0755 or stricter";

    @TempDir private Path root;

    @BeforeEach
    void beRoot() throws IOException {
        assumeTrue((int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0, "not root");
        Files.createDirectories(root.resolve("etc/kernelpin/pins.d"));
        Files.createDirectories(root.resolve("srv/pins"));
    }

    @Test
    void whereRootAloneCanWriteThereIsNothingToSay() throws IOException {
        assertDoesNotThrow(() -> require("/etc/kernelpin/pins.d"));
        assertDoesNotThrow(() -> require("/etc/none/pins.d"));
        Files.createSymbolicLink(root.resolve("etc/link"), Path.of("../srv/./pins"));
        assertDoesNotThrow(() -> require("/etc/link"));
    }

    @Test
    void aDirectoryOnTheWayThatOthersCanWriteIsRefused() throws IOException {
        mode("etc/kernelpin", "rwxrwxr-x");
        assertEquals(root + "/etc/kernelpin" + DIRECTORY, refusal("/etc/kernelpin/pins.d"));
        assertEquals(root + "/etc/kernelpin" + DIRECTORY, refusal("/etc/kernelpin/none"));
    }

    @Test
    void theRootItselfIsOnTheWay() throws IOException {
        mode("", "rwxrwxrwx");
        assertEquals(root + "/" + DIRECTORY, refusal("/etc/kernelpin/pins.d"));
    }

    @Test
    void aDirectoryOfSomebodyElseIsRefused() throws IOException {
        owner("etc/kernelpin/pins.d");
        assertEquals(root + "/etc/kernelpin/pins.d" + DIRECTORY, refusal("/etc/kernelpin/pins.d"));
    }

    @Test
    void aLinkOfSomebodyElseIsRefused() throws IOException {
        Files.createSymbolicLink(root.resolve("etc/link"), Path.of("/srv/pins"));
        owner("etc/link");
        assertEquals(
                root
                        + "/etc/link: others than root can change this link, so nothing is written"
                        + " behind it: expected owner root",
                refusal("/etc/link"));
    }

    @Test
    void whatALinkLeadsThroughIsOnTheWay() throws IOException {
        Files.createSymbolicLink(root.resolve("etc/link"), Path.of("/srv/pins"));
        mode("srv", "rwxrwxrwx");
        assertEquals(root + "/srv" + DIRECTORY, refusal("/etc/link"));
    }

    @Test
    void linksInACircleHaveAnEnd() throws IOException {
        Files.createSymbolicLink(root.resolve("etc/a"), Path.of("b"));
        Files.createSymbolicLink(root.resolve("etc/b"), Path.of("a"));
        assertEquals(root + "/etc/a", refusal("/etc/a").replace("/etc/b", "/etc/a"));
    }

    private void require(String path) throws IOException {
        WayOfRoot.require(new InstallRoot(root), path);
    }

    private String refusal(String path) {
        return String.valueOf(assertThrows(IOException.class, () -> require(path)).getMessage());
    }

    private void mode(String path, String mode) throws IOException {
        Files.setPosixFilePermissions(root.resolve(path), PosixFilePermissions.fromString(mode));
    }

    private void owner(String path) throws IOException {
        Files.setAttribute(root.resolve(path), "unix:uid", 12345, LinkOption.NOFOLLOW_LINKS);
    }
}
