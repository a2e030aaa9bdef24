package io.github.kernelpin.host.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RestoreconTest {

    /** Whatever can be run stands for it. */
    private static final Path PROGRAM = Path.of("/bin/sh");

    private static final String FILE = "/etc/dnf/plugins/kernelpin.conf";

    private final ProcessRunner runner = mock(ProcessRunner.class);

    @Test
    void aFailureSaysWhatToRun() throws IOException {
        when(runner.run(List.of("/bin/sh", "--", FILE), "", Duration.ofSeconds(30)))
                .thenReturn(new ProcessRunner.Result(255, "restorecon: denied\n"));

        assertEquals(
                Optional.of(
                        "/bin/sh cannot label "
                                + FILE
                                + " (status 255): restorecon: denied: run restorecon "
                                + FILE),
                label(PROGRAM));
    }

    @Test
    void oneThatDoesNotStartIsNoMoreThanAFailure() throws IOException {
        when(runner.run(any(), any(), any())).thenThrow(new IOException("no memory"));

        assertEquals(
                Optional.of("/bin/sh cannot label " + FILE + ": no memory: run restorecon " + FILE),
                label(PROGRAM));
    }

    @Test
    void aFileThatIsLabelledIsNotWorthAWord() throws IOException {
        when(runner.run(any(), any(), any())).thenReturn(new ProcessRunner.Result(0, ""));

        assertEquals(Optional.empty(), label(PROGRAM));
    }

    @Test
    void whereThereIsNoneNothingIsRun() {
        assertEquals(Optional.empty(), label(Path.of("/usr/sbin/restorecon-of-nobody")));
        verifyNoInteractions(runner);
    }

    private Optional<String> label(Path program) {
        return new Restorecon(runner, List.of(Path.of("/none"), program)).label(FILE);
    }
}
