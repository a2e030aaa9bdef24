package io.github.kernelpin.host.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RootedPathTest {

    private static final byte[] NEW = "new".getBytes(StandardCharsets.UTF_8);

    @TempDir private Path scratch;
    private Path image;
    private InstallRoot root;

    @BeforeEach
    void anImageBesideAFileOfTheHost() throws IOException {
        image = Files.createDirectories(scratch.resolve("image"));
        Files.createDirectories(scratch.resolve("host"));
        Files.writeString(scratch.resolve("host/secret"), "secret");
        root = new InstallRoot(image);
    }

    @Test
    void aLinkOutOfTheRootLeadsToNothing() throws IOException {
        link("absolute", scratch.resolve("host/secret").toString());
        link("relative", "../host/secret");
        link("directory", "/../../host");
        for (String path :
                List.of("/absolute", "/relative", "/directory/secret", "/../host/secret")) {
            RootedPath file = root.path(path);

            assertFalse(file.exists(), path);
            assertFalse(file.isRegularFile(), path);
            assertThrows(NoSuchFileException.class, () -> file.read(100), path);
            assertThrows(NoSuchFileException.class, file::attributes, path);
            assertThrows(NoSuchFileException.class, file::names, path);
            assertThrows(NoSuchFileException.class, file::writableByOthers, path);
        }
    }

    @Test
    void aLinkInsideTheRootLeadsToItsFile() throws IOException {
        Files.writeString(image.resolve("file"), "content");
        link("absolute", "/file");

        assertArrayEquals(
                "content".getBytes(StandardCharsets.UTF_8), root.path("/absolute").read(100));
        assertArrayEquals("con".getBytes(StandardCharsets.UTF_8), root.path("/absolute").read(3));
        assertEquals(image + "/file", root.path("/absolute").followed().toString());
    }

    @Test
    void whatIsReplacedIsTheLinkItself() throws IOException {
        link("conf", scratch.resolve("host/secret").toString());

        publish(root.path("/conf"));

        assertEquals("new", Files.readString(image.resolve("conf")));
        assertFalse(Files.isSymbolicLink(image.resolve("conf")));
        assertEquals(
                "rw-r--r--",
                PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(image.resolve("conf"))));
        assertHostIsAsBefore();
    }

    @Test
    void aDirectoryToWriteInIsFollowedInsideTheRoot() throws IOException {
        Files.createDirectories(image.resolve("srv/pins"));
        link("pins.d", "/srv/pins");

        publish(root.path("/pins.d/a.toml"));

        assertEquals("new", Files.readString(image.resolve("srv/pins/a.toml")));
    }

    @Test
    void nothingIsWrittenThroughALinkThatLeadsOut() throws IOException {
        link("absolute", scratch.resolve("host").toString());
        link("relative", "../host");
        for (String path : List.of("/absolute/a", "/relative/a", "/absolute/b/c")) {
            assertThrows(FileAlreadyExistsException.class, () -> publish(root.path(path)), path);
            assertThrows(
                    FileAlreadyExistsException.class, () -> root.path(path).create("new"), path);
        }
        assertHostIsAsBefore();
    }

    @Test
    void dotsDoNotLeadOut() throws IOException {
        publish(root.path("/../host/secret"));

        assertEquals("new", Files.readString(image.resolve("host/secret")));
        assertThrows(IOException.class, () -> publish(root.path("/a/..")));
        assertHostIsAsBefore();
    }

    @Test
    void whatIsDeletedIsTheLinkItself() throws IOException {
        link("a.toml", scratch.resolve("host/secret").toString());
        assertTrue(root.path("/a.toml").isTaken());

        root.path("/a.toml").delete();

        assertFalse(root.path("/a.toml").isTaken());
        assertHostIsAsBefore();
    }

    @Test
    void anotherProgramNamesFilesAsTheHostSeesThem() throws IOException {
        link("pins.d", scratch.resolve("host").toString());

        assertFalse(root.named(image + "/pins.d").exists());
        assertFalse(root.named(image + "/pins.d/../../host/secret").exists());
        assertTrue(root.named(image.toString()).isDirectory());
        assertTrue(root.named(scratch + "/host/secret").isRegularFile());
        assertEquals(image + "/pins.d", root.named(image + "/pins.d").toString());
    }

    @Test
    void aNameWithASlashIsNoChild() {
        assertThrows(IllegalArgumentException.class, () -> root.path("/a").child("../b"));
        assertThrows(IllegalArgumentException.class, () -> root.path("/a").child(".."));
        assertEquals(image + "/a/b", root.path("//a/").child("b").toString());
        assertEquals("/a", new InstallRoot(Path.of("/")).path("/").child("a").toString());
    }

    @Test
    void aCircleOfLinksIsNothingOnTheHostAsWell() throws IOException {
        link("a", "b");
        link("b", "a");
        Files.writeString(image.resolve("file"), "");

        assertFalse(root.path("/a").exists());
        assertFalse(RootedPath.ofHost(image.resolve("a")).isDirectory());
        assertFalse(RootedPath.ofHost(image.resolve("file/below")).exists());
    }

    private void link(String name, String target) throws IOException {
        Files.createSymbolicLink(image.resolve(name), Path.of(target));
    }

    private static void publish(RootedPath file) throws IOException {
        try (FileReplacement replacement = file.replacement(NEW)) {
            replacement.publish();
        }
    }

    private void assertHostIsAsBefore() throws IOException {
        try (var files = Files.list(scratch.resolve("host"))) {
            assertEquals(List.of(scratch.resolve("host/secret")), files.toList());
        }
        assertEquals("secret", Files.readString(scratch.resolve("host/secret")));
    }
}
