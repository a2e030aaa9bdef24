package io.github.kernelpin.host.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InstallRootTest {

    @TempDir private Path directory;
    private InstallRoot root;

    @BeforeEach
    void aRoot() throws IOException {
        root = new InstallRoot(directory.resolve("root"));
        file("/usr/lib/modules/J/extra/x.ko");
        link("/lib", "usr/lib");
        // What an escape from the root would find.
        Files.writeString(directory.resolve("outside"), "");
    }

    @Test
    void aMissingFileIsNothing() throws IOException {
        assertEquals(Optional.empty(), root.resolve("/lib/modules/K"));
        assertEquals(Optional.empty(), root.resolve("/nowhere/at/all"));
    }

    @Test
    void aLinkThatDanglesIsNothing() throws IOException {
        link("/lib/modules/K/weak-updates/x.ko", "/lib/modules/gone/extra/x.ko");

        assertEquals(Optional.empty(), root.resolve("/lib/modules/K/weak-updates/x.ko"));
    }

    @Test
    void linksInACircleAreNothing() throws IOException {
        link("/a", "b");
        link("/b", "/a");

        assertEquals(Optional.empty(), root.resolve("/a"));
        assertEquals(Optional.empty(), root.resolve("/a/x"));
    }

    @Test
    void fortyLinksAreFollowedAsByTheKernelAndNoMore() throws IOException {
        file("/link0");
        for (int i = 1; i <= 41; i++) {
            link("/link" + i, "link" + (i - 1));
        }

        assertEquals(Optional.of("/link0"), root.resolve("/link40"));
        assertEquals(Optional.empty(), root.resolve("/link41"));
    }

    @Test
    void aFileHasNothingBelowIt() throws IOException {
        assertEquals(Optional.empty(), root.resolve("/lib/modules/J/extra/x.ko/y"));
        assertEquals(Optional.empty(), root.resolve("/lib/modules/J/extra/x.ko/../x.ko"));
    }

    @Test
    void aNameThatNoFileCanHaveIsNothing() throws IOException {
        assertEquals(Optional.empty(), root.resolve("/lib/modules/\0"));
    }

    @Test
    void anAbsoluteLinkPointsIntoTheRoot() throws IOException {
        link("/lib/modules/K/weak-updates/x.ko", "/lib/modules/J/extra/x.ko");

        assertEquals(
                Optional.of("/usr/lib/modules/J/extra/x.ko"),
                root.resolve("/lib/modules/K/weak-updates/x.ko"));
    }

    @Test
    void anAbsoluteLinkToADirectoryPointsIntoTheRoot() throws IOException {
        file("/usr/src/kernels/K/Module.symvers");
        link("/lib/modules/K/build", "/usr/src/kernels/K");

        assertEquals(
                Optional.of("/usr/src/kernels/K/Module.symvers"),
                root.resolve("/lib/modules/K/build/Module.symvers"));
    }

    @Test
    void aRelativeLinkPointsFromWhereItReallyIs() throws IOException {
        link("/lib/modules/J/again", "../J/extra");

        assertEquals(
                Optional.of("/usr/lib/modules/J/extra/x.ko"),
                root.resolve("/lib/modules/J/again/x.ko"));
    }

    @Test
    void nothingLeadsOutOfTheRoot() throws IOException {
        link("/up", "../../../../outside");
        link("/lib/modules/up", "/../../outside");

        assertEquals(Optional.empty(), root.resolve("/../outside"));
        assertEquals(Optional.empty(), root.resolve("/up"));
        assertEquals(Optional.empty(), root.resolve("/lib/modules/up"));

        file("/outside");
        assertEquals(Optional.of("/outside"), root.resolve("/up"));
        assertEquals(Optional.of("/outside"), root.resolve("/lib/modules/up"));
    }

    @Test
    void dotsAndRepeatedSlashesDontCount() throws IOException {
        assertEquals(
                Optional.of("/usr/lib/modules/J"),
                root.resolve("//lib/./modules//J/extra/../../J/"));
        assertEquals(Optional.of("/"), root.resolve("/.."));
    }

    @Test
    void theHostSeesAPathBelowTheDirectory() {
        assertEquals(
                directory.resolve("root/usr/lib"),
                new InstallRoot(directory.resolve("x/../root")).directory().resolve("usr/lib"));
        assertEquals(Path.of("/boot"), new InstallRoot(Path.of("/")).onHost("/boot"));
    }

    private void file(String path) throws IOException {
        Files.createDirectories(root.onHost(path).getParent());
        Files.writeString(root.onHost(path), "");
    }

    private void link(String path, String target) throws IOException {
        Files.createDirectories(root.onHost(path).getParent());
        Files.createSymbolicLink(root.onHost(path), Path.of(target));
    }
}
