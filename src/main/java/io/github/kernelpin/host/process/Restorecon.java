package io.github.kernelpin.host.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Has SELinux's policy label a new file; a host without restorecon has no labels. */
public final class Restorecon {

    /** Where distributions have it; nothing else is run. */
    private static final List<Path> PLACES =
            List.of(Path.of("/usr/sbin/restorecon"), Path.of("/sbin/restorecon"));

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final ProcessRunner processes;
    private final List<Path> places;

    public Restorecon(ProcessRunner processes) {
        this(processes, PLACES);
    }

    Restorecon(ProcessRunner processes, List<Path> places) {
        this.processes = processes;
        this.places = places;
    }

    /**
     * Labels a file of the running system.
     *
     * @return what went wrong: the file is there all the same
     */
    public Optional<String> label(String file) {
        for (Path program : places) {
            if (Files.isExecutable(program)) {
                return failure(program, file);
            }
        }
        return Optional.empty();
    }

    private Optional<String> failure(Path program, String file) {
        String advice = ": run restorecon " + file;
        try {
            ProcessRunner.Result result =
                    processes.run(List.of(program.toString(), "--", file), "", TIMEOUT);
            return result.exitStatus() == 0
                    ? Optional.empty()
                    : Optional.of(Tool.failure(program + " cannot label " + file, result) + advice);
        } catch (IOException e) {
            return Optional.of(program + " cannot label " + file + ": " + e.getMessage() + advice);
        }
    }
}
