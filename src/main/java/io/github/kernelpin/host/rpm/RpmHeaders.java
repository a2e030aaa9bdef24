package io.github.kernelpin.host.rpm;

import io.github.kernelpin.host.process.ProcessRunner;
import io.github.kernelpin.host.process.Tool;
import io.github.kernelpin.model.rpm.Nevra;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Asks rpm about packages that are files. */
public final class RpmHeaders {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final String FORMAT =
            "--qf=%{NAME}-%|EPOCH?{%{EPOCH}:}|%{VERSION}-%{RELEASE}.%{ARCH} %{VCS}\\n";

    private final ProcessRunner runner;

    /** What is said in a package of itself, and of where its sources are from. */
    public record Header(Path file, Nevra nevra, String vcs) {}

    public RpmHeaders(ProcessRunner runner) {
        this.runner = runner;
    }

    /**
     * What is said in packages, signed by whomever.
     *
     * @throws IOException if one of them is none
     */
    public List<Header> headers(List<Path> files) throws IOException {
        List<Header> headers = new ArrayList<>();
        for (Path file : files) {
            headers.add(header(file.toAbsolutePath()));
        }
        return headers;
    }

    private Header header(Path file) throws IOException {
        List<String> command =
                List.of(Tool.RPM.path(), "-qp", "--nosignature", FORMAT, file.toString());
        ProcessRunner.Result result = runner.run(command, "", TIMEOUT);
        String line = result.output().strip();
        int blank = line.indexOf(' ');
        if (result.exitStatus() != 0 || blank < 0) {
            throw new IOException(file + ": not a package: " + line.replace("\n", "; "));
        }
        try {
            return new Header(
                    file, Nevra.parse(line.substring(0, blank)), line.substring(blank + 1));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }
}
