package io.github.kernelpin.host.rpm;

import io.github.kernelpin.host.process.ProcessRunner;
import io.github.kernelpin.host.process.Tool;
import io.github.kernelpin.model.rpm.Nevra;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The RPM files below a directory, and the packages in them. */
public final class RpmFiles {

    private static final String SUFFIX = ".rpm";
    private static final int FILES_MAX = 10_000;

    /** A command line has room for so many paths of any length. */
    static final int BATCH = 200;

    /** Where the bytes of every RPM file begin (rpm's lib/rpmlead.c). */
    private static final byte[] MAGIC = {(byte) 0xed, (byte) 0xab, (byte) 0xee, (byte) 0xdb};

    /** A source package has the architecture that it was made on, and no source itself. */
    private static final String NEVRA =
            "%{NAME}-%|EPOCH?{%{EPOCH}:}|%{VERSION}-%{RELEASE}.%|SOURCERPM?{%{ARCH}}:{src}|\\n";

    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    private final Path directory;
    private final List<Path> files;
    private final Map<String, List<Path>> byNevra = new TreeMap<>();

    private RpmFiles(Path directory, List<Path> files) {
        this.directory = directory;
        this.files = List.copyOf(files);
    }

    /**
     * Reads the headers of all files {@code *.rpm}.
     *
     * @throws IOException if one of them is no package, or there are too many
     */
    public static RpmFiles read(Path directory, ProcessRunner runner) throws IOException {
        return read(directory, runner, FILES_MAX);
    }

    static RpmFiles read(Path directory, ProcessRunner runner, int filesMax) throws IOException {
        Path place = directory.toRealPath();
        RpmFiles read = new RpmFiles(place, find(place, filesMax));
        for (int i = 0; i < read.files.size(); i += BATCH) {
            read.query(read.files.subList(i, Math.min(i + BATCH, read.files.size())), runner);
        }
        return read;
    }

    private static List<Path> find(Path directory, int filesMax) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(directory)) {
            files = all.filter(RpmFiles::isRpm).limit(filesMax + 1L).sorted().toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        if (files.size() > filesMax) {
            throw new IOException(
                    directory + ": there are more than " + filesMax + " files *" + SUFFIX);
        }
        if (files.isEmpty()) {
            throw new IOException(directory + ": there is no file *" + SUFFIX);
        }
        for (Path file : files) {
            check(file);
        }
        return files;
    }

    private static boolean isRpm(Path file) {
        return file.toString().endsWith(SUFFIX) && !Files.isDirectory(file);
    }

    /** rpm is silent about some of what is no package, and would wait for a pipe. */
    private static void check(Path file) throws IOException {
        for (int i = 0; i < file.toString().length(); i++) {
            if (Character.isISOControl(file.toString().charAt(i))) {
                throw new IOException(file + ": has a control character in its name");
            }
        }
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + ": not a regular file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
                throw new IOException(file + ": no RPM package");
            }
        }
    }

    private void query(List<Path> batch, ProcessRunner runner) throws IOException {
        List<String> command = new ArrayList<>(List.of(Tool.RPM.path(), "-qp", "--qf=" + NEVRA));
        command.addAll(Tool.RPM_FILES_ONLY);
        for (Path file : batch) {
            command.add(file.toString());
        }
        List<String> lines = new ArrayList<>();
        ProcessRunner.Result result = runner.stream(command, TIMEOUT, lines::add);
        if (result.exitStatus() != 0 || lines.size() != batch.size()) {
            throw new IOException(
                    Tool.failure("rpm cannot read a package in " + directory, result));
        }
        for (int i = 0; i < batch.size(); i++) {
            try {
                String nevra = Nevra.parse(lines.get(i)).toString();
                byNevra.computeIfAbsent(nevra, absent -> new ArrayList<>()).add(batch.get(i));
            } catch (IllegalArgumentException e) {
                throw new IOException(batch.get(i) + ": " + e.getMessage(), e);
            }
        }
    }

    /**
     * The file of a package; null if there is none.
     *
     * @throws IOException if there are several, and they differ
     */
    public @Nullable Path of(String nevra) throws IOException {
        List<Path> known = byNevra.get(nevra);
        if (known == null) {
            return null;
        }
        Path first = known.get(0);
        for (Path other : known.subList(1, known.size())) {
            if (Files.mismatch(first, other) >= 0) {
                throw new IOException(
                        "two RPM files that differ are " + nevra + ": " + first + " and " + other);
            }
        }
        return first;
    }

    Path directory() {
        return directory;
    }

    /** The files, relative to the directory. */
    List<Path> relative() {
        return files.stream().map(directory::relativize).toList();
    }
}
