package io.github.kernelpin.host.boot;

import io.github.kernelpin.host.file.TextFiles;
import io.github.kernelpin.host.process.ProcessRunner;
import io.github.kernelpin.model.boot.BootEntry;
import io.github.kernelpin.model.boot.NextBoot;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Asks {@code grubby} of the running system which kernel is the default. */
final class Grubby {

    private static final String PROGRAM = "/usr/sbin/grubby";
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final TextFiles files;
    private final boolean isRunning;
    private final ProcessRunner runner;

    /** A root that is running is one of which its own programs can be asked. */
    Grubby(TextFiles files, boolean isRunning, ProcessRunner runner) {
        this.files = files;
        this.isRunning = isRunning;
        this.runner = runner;
    }

    /**
     * The default kernel, which grubby gets from zipl's configuration on s390x. It knows nothing of
     * an entry that is chosen for one boot.
     */
    Optional<NextBoot> defaultKernel() throws IOException {
        if (!isRunning || !files.exists(PROGRAM)) {
            return Optional.empty();
        }
        try {
            ProcessRunner.Result result =
                    runner.run(List.of(PROGRAM, "--default-kernel"), "", TIMEOUT);
            String image = result.output().strip();
            // More than a line has an error message in it.
            boolean isPlain = result.exitStatus() == 0 && image.indexOf('\n') < 0;
            String kernel = isPlain ? BootEntry.kernelOf(image) : "";
            return kernel.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new NextBoot(kernel, "grubby"));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
