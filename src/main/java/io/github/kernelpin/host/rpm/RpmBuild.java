package io.github.kernelpin.host.rpm;

import io.github.kernelpin.host.file.FileReplacement;
import io.github.kernelpin.host.process.ProcessRunner;
import io.github.kernelpin.host.process.ScratchDirectory;
import io.github.kernelpin.host.process.Tool;
import io.github.kernelpin.model.rpm.Nevra;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Builds packages and repositories, the same from the same input. */
public final class RpmBuild {

    /** See reproducible-builds.org. */
    public static final String EPOCH_VARIABLE = "SOURCE_DATE_EPOCH";

    private static final String METADATA = "repodata";
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    /** Nothing of this host, nor of the moment, and nothing but the package itself. */
    private static final List<String> MACROS =
            List.of(
                    "_buildhost kernelpin",
                    "use_source_date_epoch_as_buildtime 1",
                    "clamp_mtime_to_source_date_epoch 1",
                    "source_date_epoch_from_changelog 0",
                    "_binary_payload w6.gzdio",
                    "_rpmfilename %%{NAME}-%%{VERSION}-%%{RELEASE}.%%{ARCH}.rpm",
                    "_build_id_links none",
                    "debug_package %{nil}",
                    "__os_install_post %{nil}");

    private final ProcessRunner runner;

    public RpmBuild(ProcessRunner runner) {
        this.runner = runner;
    }

    /**
     * Builds one package.
     *
     * @param spec makes this package and no other
     * @param epochSecond the moment that the package says it was built at
     * @param work a private directory for everything
     * @return the package's file, below that directory
     * @throws IOException if that fails; in rpmbuild's words
     */
    public Path build(Nevra nevra, String spec, long epochSecond, Path work) throws IOException {
        Path top = Files.createDirectories(work.resolve(nevra.name()));
        checkBlanks(top);
        Path file = top.resolve(nevra.name() + ".spec");
        Files.writeString(file, spec, StandardCharsets.UTF_8);
        List<String> command =
                new ArrayList<>(List.of(Tool.RPMBUILD.path(), "--quiet", "-bb", "--nodeps"));
        List<String> macros = new ArrayList<>(MACROS);
        for (String directory : List.of("_topdir", "_rpmdir", "_tmppath")) {
            macros.add(directory + " " + top.toString().replace("%", "%%"));
        }
        for (String macro : macros) {
            command.addAll(List.of("--define", macro));
        }
        command.add(file.toString());
        run(Tool.RPMBUILD, command, Map.of(EPOCH_VARIABLE, Long.toString(epochSecond)));
        return top.resolve(nevra + ".rpm");
    }

    /** The macros of rpm split commands at blanks, and what it says then names no cause. */
    private static void checkBlanks(Path directory) throws IOException {
        String name = directory.toString();
        for (int i = 0; i < name.length(); i++) {
            if (Character.isWhitespace(name.charAt(i))) {
                throw new IOException(
                        "rpmbuild cannot work in "
                                + name
                                + ", as there is a blank in the name: set TMPDIR to a directory"
                                + " without");
            }
        }
    }

    /** Tells whether createrepo_c makes such an entry, also where it is interrupted. */
    public static boolean isMetadata(String name) {
        return name.equals(METADATA)
                || name.equals("." + METADATA)
                || name.startsWith(METADATA + ".old.");
    }

    /**
     * Writes what dnf reads of a repository, for everybody to read.
     *
     * @param packages the files in it that are to be listed; others may be there
     * @param comps says what groups there are
     * @param work a private directory
     */
    public void index(Path repository, List<Path> packages, Path comps, Path work)
            throws IOException {
        deleteUnfinished(repository);
        Path list = work.resolve("packages");
        List<String> names = packages.stream().map(file -> file.getFileName().toString()).toList();
        Files.write(list, names, StandardCharsets.UTF_8);
        List<String> command =
                List.of(
                        Tool.CREATEREPO.path(),
                        "--quiet",
                        "--pkglist=" + list,
                        "--groupfile=" + comps.toAbsolutePath(),
                        repository.toAbsolutePath().toString());
        run(Tool.CREATEREPO, command, Map.of());
        publish(repository.resolve(METADATA));
    }

    /** createrepo_c takes what an interrupted run left for one that is still running. */
    private static void deleteUnfinished(Path repository) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(repository)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                if (isMetadata(name) && !name.equals(METADATA)) {
                    ScratchDirectory.delete(entry);
                }
            }
        }
    }

    /** The umask is not meant here: web servers run as others. */
    private static void publish(Path metadata) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(metadata)) {
            for (Path file : files) {
                Files.setPosixFilePermissions(file, FileReplacement.FILE);
            }
        }
        Files.setPosixFilePermissions(metadata, FileReplacement.DIRECTORY);
    }

    private void run(Tool tool, List<String> command, Map<String, String> variables)
            throws IOException {
        String program = tool.path();
        ProcessRunner.Result result;
        try {
            result = runner.stream(command, variables, TIMEOUT, line -> {});
        } catch (IOException e) {
            String message =
                    program + ", of the package " + tool.packageName() + ", cannot be run: ";
            throw new IOException(message + e.getMessage(), e);
        }
        if (result.exitStatus() != 0) {
            throw new IOException(
                    program
                            + " failed with status "
                            + result.exitStatus()
                            + ": "
                            + result.output().strip().replace("\n", "; "));
        }
    }
}
