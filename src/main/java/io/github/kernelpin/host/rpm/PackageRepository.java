package io.github.kernelpin.host.rpm;

import io.github.kernelpin.host.process.ProcessRunner;
import io.github.kernelpin.host.process.ScratchDirectory;
import io.github.kernelpin.host.process.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A repository for dnf of RPM files that stay where they are; nothing is written there. */
public final class PackageRepository {

    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    private final Path metadata;

    private PackageRepository(Path metadata) {
        this.metadata = metadata;
    }

    /** Has createrepo_c describe the files; the description lives as long as {@code scratch}. */
    public static PackageRepository of(
            RpmFiles files, ScratchDirectory scratch, ProcessRunner runner) throws IOException {
        Path metadata = Files.createTempDirectory(scratch.path(), "metadata");
        List<String> names = files.relative().stream().map(Path::toString).toList();
        Path list = Files.write(metadata.resolve("list"), names);
        ProcessRunner.Result result =
                runner.stream(
                        List.of(
                                Tool.CREATEREPO.path(),
                                "--quiet",
                                "--no-database",
                                "--pkglist=" + list,
                                "--outputdir=" + metadata,
                                files.directory().toString()),
                        TIMEOUT,
                        line -> {});
        if (result.exitStatus() != 0) {
            throw new IOException(
                    Tool.failure("createrepo_c failed in " + files.directory(), result));
        }
        return new PackageRepository(metadata);
    }

    /** What {@code baseurl} says; dnf looks for the packages there only to download them. */
    String address() {
        return metadata.toUri().toString();
    }
}
