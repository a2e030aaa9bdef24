package io.github.kernelpin.host.rpm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;

import io.github.kernelpin.host.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RpmFilesTest {

    private static final byte[] LEAD = {(byte) 0xed, (byte) 0xab, (byte) 0xee, (byte) 0xdb};

    private final ProcessRunner processes = mock(ProcessRunner.class);

    @TempDir private Path scratch = Path.of("");

    private Path directory = Path.of("");

    @BeforeEach
    void findRealPath() throws IOException {
        directory = scratch.toRealPath();
    }

    @Test
    void aDirectoryWithoutPackagesIsRefused() throws IOException {
        Files.createDirectory(directory.resolve("directory.rpm"));
        assertFails(directory + ": there is no file *.rpm");
    }

    @Test
    void whatIsNoPackageIsRefused() throws IOException {
        Path file = Files.writeString(directory.resolve("a.rpm"), "http://127.0.0.1/b.rpm\n");
        assertFails(file + ": no RPM package");
        Files.write(file, new byte[] {LEAD[0]});
        assertFails(file + ": no RPM package");
        Files.delete(file);
        Files.createSymbolicLink(file, Path.of("/dev/zero"));
        assertFails(file + ": not a regular file");
    }

    @Test
    void aNameThatCouldBeTwoInAListIsRefused() throws IOException {
        Path file = Files.write(directory.resolve("a\nb.rpm"), LEAD);
        assertFails(file + ": has a control character in its name");
    }

    @Test
    void tooManyFilesAreRefused() throws IOException {
        Files.write(directory.resolve("a.rpm"), LEAD);
        Files.write(directory.resolve("b.rpm"), LEAD);

        IOException e = assertThrows(IOException.class, () -> RpmFiles.read(scratch, processes, 1));

        assertEquals(directory + ": there are more than 1 files *.rpm", e.getMessage());
    }

    @Test
    void aFailureOfRpmIsSaidInItsWords() throws IOException {
        Files.write(directory.resolve("a.rpm"), LEAD);
        answer(1, "error: a.rpm: BAD");
        assertFails("rpm cannot read a package in " + directory + " (status 1): error: a.rpm: BAD");
        answer(0, "");
        assertFails("rpm cannot read a package in " + directory + " (status 0)");
    }

    @Test
    void whatRpmCallsThePackageIsReadRatherThanTheNameOfTheFile() throws IOException {
        Files.createDirectory(directory.resolve("below"));
        Path first = Files.write(directory.resolve("below/a.rpm"), LEAD);
        Files.write(directory.resolve("below/b.rpm"), LEAD);
        answer(0, "", "a-0:1-1.el8.noarch", "a-1-1.el8.noarch");

        RpmFiles read = RpmFiles.read(scratch, processes);

        assertEquals(first, read.of("a-1-1.el8.noarch"));
        assertNull(read.of("b-1-1.el8.noarch"));
        assertEquals(List.of(Path.of("below/a.rpm"), Path.of("below/b.rpm")), read.relative());
    }

    @Test
    void twoFilesOfOnePackageThatDifferAreAnErrorWhereThePackageIsAskedFor() throws IOException {
        Path first = Files.write(directory.resolve("a.rpm"), LEAD);
        Path second = Files.write(directory.resolve("b.rpm"), Arrays.copyOf(LEAD, LEAD.length + 1));
        answer(0, "", "a-1-1.el8.noarch", "a-1-1.el8.noarch");

        RpmFiles read = RpmFiles.read(scratch, processes);

        IOException e = assertThrows(IOException.class, () -> read.of("a-1-1.el8.noarch"));
        assertEquals(
                "two RPM files that differ are a-1-1.el8.noarch: " + first + " and " + second,
                e.getMessage());
    }

    @Test
    void aNameThatIsNoneIsAnError() throws IOException {
        Path file = Files.write(directory.resolve("a.rpm"), LEAD);
        answer(0, "", "a");
        assertFails(file + ": \"a\" is no NEVRA: expected name-[epoch:]version-release.arch");
    }

    private void assertFails(String message) {
        IOException e = assertThrows(IOException.class, () -> RpmFiles.read(scratch, processes));
        assertEquals(message, e.getMessage());
    }

    private void answer(int status, String words, String... lines) throws IOException {
        doAnswer(
                call -> {
                    Consumer<String> consumer = call.getArgument(2);
                    List.of(lines).forEach(consumer);
                    return new ProcessRunner.Result(status, words);
                })
                .when(processes)
                .stream(anyList(), any(), any());
    }
}
