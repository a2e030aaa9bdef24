package io.github.kernelpin.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import io.github.kernelpin.HostFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A fault file: something that is wrong on a host with a pin, and what dnf says there.
 *
 * <p>{@code @ROOT@} and {@code @SOURCES@} stand for the root of the host and the source tree. The
 * program that the plugin runs is {@code @ROOT@/kernelpin}; the numbers of processes in
 * {@code @ROOT@/started} are those that must have ended when dnf has.
 *
 * @param text the fault as a sentence, for the table of faults
 * @param pluginOptions lines of kernelpin.conf after {@code executable}
 * @param files further files of the host
 * @param setup shell that brings the fault about, with the root as its directory
 * @param mounts shell that mounts what dnf alone is to see, or empty
 * @param around shell that runs dnf as {@code "$@"}, where the fault is around it, or empty
 * @param status dnf's, when a kernel outside the pin is to be installed
 * @param stderr the same run's
 * @param others what dnf writes to standard error in each of the runs that have to succeed
 */
record Fault(
        String name,
        String text,
        String pluginOptions,
        List<HostFile> files,
        String setup,
        String mounts,
        String around,
        int status,
        String stderr,
        String others) {

    static final Path DIRECTORY = Path.of("src/test/resources/faults");

    Fault {
        files = List.copyOf(files);
    }

    /** The faults whose names match a glob, in the order of their names. */
    static List<Fault> matching(String glob) throws IOException {
        List<Path> files = new ArrayList<>();
        try (var found = Files.newDirectoryStream(DIRECTORY, glob + ".toml")) {
            found.forEach(files::add);
        }
        files.sort(null);
        List<Fault> faults = new ArrayList<>();
        for (Path file : files) {
            faults.add(read(file));
        }
        return faults;
    }

    private static Fault read(Path file) throws IOException {
        JsonNode toml = new TomlMapper().readTree(file.toFile());
        return new Fault(
                file.getFileName().toString().replace(".toml", ""),
                toml.path("fault").asText(),
                toml.path("plugin_options").asText(""),
                HostFile.readAll(toml.path("files")),
                toml.path("setup").asText(""),
                toml.path("mounts").asText(""),
                toml.path("around").asText(""),
                toml.path("status").asInt(-1),
                toml.path("stderr").asText(""),
                toml.path("others").asText(""));
    }

    /** Tells whether it takes a mount namespace, which not every container may make. */
    boolean needsMounts() {
        return !mounts.isEmpty() || around.contains("unshare");
    }

    /** Tells whether it takes a file system of its own, which not every container may have. */
    boolean needsFuse() {
        return around.contains("hanging_file_system.py");
    }

    @Override
    public String toString() {
        return name.replace('-', ' ');
    }
}
