package io.github.kernelpin.host.rpm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.github.kernelpin.host.process.ProcessRunner;
import io.github.kernelpin.model.rpm.Nevra;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RpmHeadersTest {

    private static final Path FILE = Path.of("/repo/a.rpm");

    private final ProcessRunner processes = mock(ProcessRunner.class);

    @Test
    void aFileThatIsNoPackageIsNamed() throws IOException {
        assertFails("/repo/a.rpm: not a package: error: a; error: b", 1, "error: a\nerror: b\n");
        assertFails("/repo/a.rpm: not a package: ", 0, "\n");
        assertFails(
                "/repo/a.rpm: \"x\" is no NEVRA: expected name-[epoch:]version-release.arch",
                0,
                "x (none)\n");
    }

    @Test
    void aPackageSaysWhatItIsAndWhereItIsFrom() throws IOException {
        answer(0, "a-1:2-3.noarch sha256:5 6\n");
        assertEquals(
                List.of(new RpmHeaders.Header(FILE, Nevra.parse("a-1:2-3.noarch"), "sha256:5 6")),
                new RpmHeaders(processes).headers(List.of(FILE)));
    }

    private void assertFails(String message, int status, String output) throws IOException {
        answer(status, output);
        RpmHeaders files = new RpmHeaders(processes);
        assertEquals(
                message,
                assertThrows(IOException.class, () -> files.headers(List.of(FILE))).getMessage());
    }

    private void answer(int status, String output) throws IOException {
        List<String> command =
                List.of(
                        "/usr/bin/rpm",
                        "-qp",
                        "--nosignature",
                        "--qf=%{NAME}-%|EPOCH?{%{EPOCH}:}|%{VERSION}-%{RELEASE}.%{ARCH}"
                                + " %{VCS}\\n",
                        "/repo/a.rpm");
        when(processes.run(eq(command), anyString(), any()))
                .thenReturn(new ProcessRunner.Result(status, output));
    }
}
