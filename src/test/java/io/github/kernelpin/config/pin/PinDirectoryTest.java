package io.github.kernelpin.config.pin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.kernelpin.config.toml.BadFileException;
import io.github.kernelpin.config.toml.FileError;
import io.github.kernelpin.host.file.RootedPath;
import io.github.kernelpin.model.kernel.RhelMinors;
import io.github.kernelpin.model.pin.Pin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PinDirectoryTest {

    private static final RhelMinors MINORS = RhelMinorsTable.load();
    private static final String UNTRUSTED_DIRECTORY =
            ":1:1: others than root can write to it: expected owner root and mode 0755 or stricter\n";

    private static final String UNTRUSTED =
            "1:1: others than root can write to it: expected owner root and mode 0644 or stricter";
    private static final int NOBODY = 65534;

    @TempDir private Path directory = Path.of("");

    @BeforeEach
    void makeTheDirectoryTrusted() throws IOException {
        mode(directory, "rwxr-xr-x");
    }

    @Test
    void aDirectoryThatDoesNotExistHasNoPins() throws BadFileException {
        assertEquals(List.of(), ids(directory.resolve("pins.d")));
    }

    @Test
    void anEmptyDirectoryHasNoPins() throws BadFileException {
        assertEquals(List.of(), ids(directory));
    }

    @Test
    void filesAreReadInTheOrderOfTheirNames() throws IOException, BadFileException {
        for (String name : List.of("20-c.toml", "10-b.toml", "a.toml", "B.toml", "10-a.toml")) {
            pin(name, name.replace(".toml", ""));
        }
        assertEquals(List.of("10-a", "10-b", "20-c", "B", "a"), ids(directory));
    }

    @Test
    void hiddenFilesAndOtherSuffixesAreIgnored() throws IOException, BadFileException {
        for (String name :
                List.of(
                        ".hidden.toml",
                        ".toml",
                        "a.toml~",
                        "a.toml.rpmnew",
                        "a.toml.rpmsave",
                        "a.TOML",
                        "toml",
                        "README")) {
            write(name, "not TOML at all");
        }
        pin("drbd.toml", "drbd");
        assertEquals(List.of("drbd"), ids(directory));
    }

    @Test
    void aLinkIsFollowed() throws IOException, BadFileException {
        pin("drbd.conf", "drbd");
        Files.createSymbolicLink(directory.resolve("link.toml"), Path.of("drbd.conf"));
        assertEquals(List.of("drbd"), ids(directory));
    }

    @Test
    void aDanglingLinkIsAnError() throws IOException {
        Files.createSymbolicLink(directory.resolve("link.toml"), Path.of("nowhere"));
        assertEquals("link.toml:1:1: cannot be read: no such file\n", errors(false, directory));
        assertEquals("link.toml:1:1: cannot be read: no such file\n", errors(true, directory));
    }

    @Test
    void aLinkToItselfIsAnError() throws IOException {
        Files.createSymbolicLink(directory.resolve("link.toml"), Path.of("link.toml"));
        assertEquals(
                "link.toml:1:1: cannot be read: java.nio.file.FileSystemException: link.toml:"
                        + " Too many levels of symbolic links or unable to access attributes of"
                        + " symbolic link\n",
                errors(false, directory));
    }

    @Test
    void aFileThatIsNamedAndDoesNotExistIsAnError() {
        assertEquals(
                "drbd.toml:1:1: cannot be read: no such file\n",
                errors(false, directory.resolve("drbd.toml")));
    }

    @Test
    void whatIsNoRegularFileIsAnError() throws IOException, InterruptedException {
        Files.createDirectory(directory.resolve("directory.toml"));
        Files.createSymbolicLink(directory.resolve("zeros.toml"), Path.of("/dev/zero"));
        Process mkfifo =
                new ProcessBuilder("mkfifo", directory.resolve("pipe.toml").toString()).start();
        assertEquals(0, mkfifo.waitFor());
        String expected =
                """
                directory.toml:1:1: not a regular file
                pipe.toml:1:1: not a regular file
                zeros.toml:1:1: not a regular file
                """;
        assertEquals(expected, errors(false, directory));
        assertEquals(expected, errors(true, directory));
        Files.delete(directory.resolve("zeros.toml"));
    }

    @Test
    void aFileThatIsNamedIsReadWhateverItsSuffix() throws IOException, BadFileException {
        pin("drbd.conf", "drbd");
        assertEquals(List.of("drbd"), ids(directory.resolve("drbd.conf")));
    }

    @Test
    void aFileThatIsNamedTwiceIsReadOnce() throws IOException, BadFileException {
        pin("drbd.toml", "drbd");
        List<RootedPath> places =
                List.of(
                        RootedPath.ofHost(directory),
                        RootedPath.ofHost(directory.resolve("drbd.toml")));
        assertEquals(1, PinDirectory.read(places, MINORS, false).size());
    }

    @Test
    void whatIsNotUtf8IsAnError() throws IOException {
        Files.write(
                directory.resolve("latin1.toml"),
                "reason = \"\u00fc\"".getBytes(StandardCharsets.ISO_8859_1));
        Files.write(directory.resolve("surrogate.toml"), new byte[] {(byte) 0xed, (byte) 0xa0, 0});
        Files.write(directory.resolve("utf16.toml"), "[[pin]]".getBytes(StandardCharsets.UTF_16));
        assertEquals(
                """
                latin1.toml:1:1: not UTF-8 text
                surrogate.toml:1:1: not UTF-8 text
                utf16.toml:1:1: not UTF-8 text
                """,
                errors(false, directory));
    }

    @Test
    void aFileOfMoreThanAMegabyteIsAnError() throws IOException, BadFileException {
        String pin = "[[pin]]\nid = \"drbd\"\nkernel = \"rhel:8.4\"\n#";
        write("drbd.toml", pin + "x".repeat(1024 * 1024 - pin.length()));
        assertEquals(List.of("drbd"), ids(directory));
        write("drbd.toml", pin + "x".repeat(1024 * 1024 - pin.length() + 1));
        assertEquals("drbd.toml:1:1: larger than 1048576 bytes\n", errors(false, directory));
    }

    @Test
    void anIdIsTakenInEveryFile() throws IOException {
        pin("b.toml", "drbd");
        pin("c.toml", "drbd");
        pin("a.toml", "drbd");
        assertEquals(
                """
                b.toml:1:1: the id "drbd" is taken already at a.toml:1
                c.toml:1:1: the id "drbd" is taken already at a.toml:1
                """,
                errors(false, directory));
    }

    @Test
    void everyErrorOfEveryFileIsListed() throws IOException {
        write("b.toml", "[[pin]]\nid = 1\nx = 2");
        write("a.toml", "[[pin]\n");
        Files.createSymbolicLink(directory.resolve("c.toml"), Path.of("nowhere"));
        BadFileException e =
                assertThrows(
                        BadFileException.class,
                        () ->
                                PinDirectory.read(
                                        List.of(RootedPath.ofHost(directory)), MINORS, false));
        assertEquals("5 errors in the pin files", e.getMessage());
        assertEquals(
                """
                a.toml:2:1: not valid TOML: expected ]] here
                b.toml:1:1: the pin says nothing: expected kernel, deny or [[pin.module]]
                b.toml:2:6: id is a number: expected a string
                b.toml:3:1: unknown key "x": expected id, reason, kernel, deny, variant, action, module
                c.toml:1:1: cannot be read: no such file
                """,
                errors(false, directory));
    }

    @Test
    void severalPlacesAreRead() throws IOException, BadFileException {
        Path other = Files.createDirectory(directory.resolve("other"));
        pin("b.toml", "b");
        pin("a.toml", "a");
        pin("other/c.toml", "c");
        assertEquals(
                List.of("c", "b", "a"),
                PinDirectory.read(
                                List.of(
                                        RootedPath.ofHost(other),
                                        RootedPath.ofHost(directory.resolve("b.toml")),
                                        RootedPath.ofHost(directory.resolve("a.toml"))),
                                MINORS,
                                false)
                        .stream()
                        .map(Pin::id)
                        .toList());
    }

    @Test
    void whatOnlyRootCanWriteIsTrusted() throws IOException, BadFileException {
        pin("drbd.toml", "drbd");
        assertEquals(
                1, PinDirectory.read(List.of(RootedPath.ofHost(directory)), MINORS, true).size());
        mode(directory.resolve("drbd.toml"), "r--------");
        assertEquals(
                1, PinDirectory.read(List.of(RootedPath.ofHost(directory)), MINORS, true).size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-rw-r--", "rw-r--rw-", "rw--w----", "rwxrwxrwx"})
    void aFileThatOthersCanWriteIsNotTrusted(String mode) throws IOException, BadFileException {
        pin("drbd.toml", "drbd");
        mode(directory.resolve("drbd.toml"), mode);
        assertEquals("drbd.toml:" + UNTRUSTED + "\n", errors(true, directory));
        assertEquals(List.of("drbd"), ids(directory));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwxrwxr-x", "rwxr-xrwx", "rwxrwxrwx"})
    void aFileInADirectoryThatOthersCanWriteIsNotTrusted(String mode)
            throws IOException, BadFileException {
        pin("drbd.toml", "drbd");
        mode(directory, mode);
        assertEquals(directory + UNTRUSTED_DIRECTORY, errors(true, directory));
        assertEquals(List.of("drbd"), ids(directory));
    }

    @Test
    void aDirectoryFromWhichOthersCanTakeThePinsIsNotTrustedEither() throws IOException {
        mode(directory, "rwxrwxrwx");
        assertEquals(directory + UNTRUSTED_DIRECTORY, errors(true, directory));
    }

    @Test
    void ofVeryManyErrorsAHundredAreNamed() throws IOException {
        write("a.toml", "[[pin]]\n".repeat(1000));
        assertEquals(100, errors(false, directory).split("\n", -1).length - 1);
    }

    @Test
    void aFileOfSomebodyElseIsNotTrusted() throws IOException {
        pin("drbd.toml", "drbd");
        Files.setAttribute(directory.resolve("drbd.toml"), "unix:uid", NOBODY);
        assertEquals("drbd.toml:" + UNTRUSTED + "\n", errors(true, directory));
    }

    @Test
    void aFileInADirectoryOfSomebodyElseIsNotTrusted() throws IOException {
        pin("drbd.toml", "drbd");
        Files.setAttribute(directory, "unix:uid", NOBODY);
        assertEquals(directory + UNTRUSTED_DIRECTORY, errors(true, directory));
    }

    @Test
    void aLinkToAFileThatOthersCanWriteIsNotTrusted() throws IOException {
        pin("drbd.conf", "drbd");
        mode(directory.resolve("drbd.conf"), "rw-rw-rw-");
        Files.createSymbolicLink(directory.resolve("link.toml"), Path.of("drbd.conf"));
        assertEquals(
                "link.toml:1:1: others than root can write to drbd.conf: expected owner root"
                        + " and mode 0755 or stricter\n",
                errors(true, directory));
    }

    @Test
    void aDirectoryAboveThatOthersCanWriteIsNotTrusted() throws IOException {
        Path below = Files.createDirectory(directory.resolve("pins.d"));
        mode(below, "rwxr-xr-x");
        mode(directory, "rwxrwxr-x");
        assertEquals(
                "pins.d:1:1: others than root can write to "
                        + directory
                        + ": expected owner root and mode 0755 or stricter\n",
                errors(true, below));
    }

    @Test
    void whatIsNoPinFileIsPassedOverAndSomeOfThatIsWorthAWord() throws IOException {
        for (String name :
                List.of(
                        "drbd.toml",
                        "drbd.toml~",
                        ".drbd.toml.swp",
                        "drbd.toml.rpmnew",
                        ".drbd.toml.123.new",
                        ".kernelpin.lock",
                        "README",
                        "README.md",
                        "zfs.toml.example",
                        "zfs.toml.disabled")) {
            write(name, "x");
        }
        assertEquals(List.of(), PinDirectory.unread(RootedPath.ofHost(directory)));
        List<String> unread =
                List.of(".moxa.toml", "lustre.toml.rpmsave", "nvidia.TOML", "nvidia.tml", "zfs");
        for (String name : unread) {
            write(name, "x");
        }
        Files.createDirectory(directory.resolve("more"));
        List<String> expected = new ArrayList<>(unread);
        expected.add(2, "more");
        assertEquals(
                expected.stream().map(each -> directory + "/" + each).toList(),
                PinDirectory.unread(RootedPath.ofHost(directory)));
    }

    private void pin(String name, String id) throws IOException {
        write(name, "[[pin]]\nid = \"" + id + "\"\nkernel = \"rhel:8.4\"\n");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
        mode(directory.resolve(name), "rw-r--r--");
    }

    private static void mode(Path file, String mode) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    private static List<String> ids(Path place) throws BadFileException {
        return PinDirectory.read(List.of(RootedPath.ofHost(place)), MINORS, false).stream()
                .map(Pin::id)
                .toList();
    }

    private String errors(boolean trustedOnly, Path place) {
        BadFileException e =
                assertThrows(
                        BadFileException.class,
                        () ->
                                PinDirectory.read(
                                        List.of(RootedPath.ofHost(place)), MINORS, trustedOnly));
        StringBuilder text = new StringBuilder();
        for (FileError error : e.errors()) {
            text.append(error.toString().replace(directory + "/", "")).append('\n');
        }
        return text.toString();
    }
}
