package io.github.kernelpin.host.rpm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.github.kernelpin.host.process.ProcessRunner;
import io.github.kernelpin.model.rpm.Nevra;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens if building fails; GuardIT builds. */
final class RpmBuildTest {

    private final ProcessRunner processes = mock(ProcessRunner.class);

    @TempDir private Path work = Path.of("");

    @Test
    void aProgramThatIsNotThereIsNamedWithItsPackage() throws IOException {
        when(processes.stream(any(), any(), any(), any())).thenThrow(new IOException("not found"));
        assertFails("/usr/bin/rpmbuild, of the package rpm-build, cannot be run: not found");
    }

    @Test
    void aFailureOfRpmbuildIsSaidInItsWords() throws IOException {
        when(processes.stream(any(), any(), any(), any()))
                .thenReturn(new ProcessRunner.Result(1, "error: line 3\nerror: line 4\n"));
        assertFails("/usr/bin/rpmbuild failed with status 1: error: line 3; error: line 4");
    }

    @Test
    void aBlankInTheNameOfTheDirectoryIsSaidBeforeRpmbuildStumbles() {
        Path blank = work.resolve("a b");
        String message =
                "rpmbuild cannot work in "
                        + blank
                        + "/a, as there is a blank in the name: set TMPDIR to a directory without";
        assertFails(message, blank);
    }

    private void assertFails(String message) {
        assertFails(message, work);
    }

    private void assertFails(String message, Path directory) {
        RpmBuild build = new RpmBuild(processes);
        assertEquals(
                message,
                assertThrows(
                                IOException.class,
                                () -> build.build(Nevra.parse("a-1-1.noarch"), "", 0, directory))
                        .getMessage());
    }
}
