package io.github.kernelpin.host;

import io.github.kernelpin.model.Nevra;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Builds packages and repositories, the same from the same input. */
public final class RpmBuild {

    private static final String RPMBUILD = "/usr/bin/rpmbuild";
    private static final String CREATEREPO = "/usr/bin/createrepo_c";
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
        Path file = top.resolve(nevra.name() + ".spec");
        Files.writeString(file, spec, StandardCharsets.UTF_8);
        List<String> command = new ArrayList<>(List.of(RPMBUILD, "--quiet", "-bb", "--nodeps"));
        List<String> macros = new ArrayList<>(MACROS);
        for (String directory : List.of("_topdir", "_rpmdir", "_tmppath")) {
            macros.add(directory + " " + top.toString().replace("%", "%%"));
        }
        for (String macro : macros) {
            command.addAll(List.of("--define", macro));
        }
        command.add(file.toString());
        run(command, "rpm-build", Map.of("SOURCE_DATE_EPOCH", Long.toString(epochSecond)));
        return top.resolve(nevra + ".rpm");
    }

    /** Writes what dnf reads of a repository, whose groups are in a file of their own. */
    public void index(Path repository, Path comps) throws IOException {
        List<String> command =
                List.of(
                        CREATEREPO,
                        "--quiet",
                        "--groupfile=" + comps.toAbsolutePath(),
                        repository.toAbsolutePath().toString());
        run(command, "createrepo_c", Map.of());
    }

    private void run(List<String> command, String packageName, Map<String, String> variables)
            throws IOException {
        String program = command.get(0);
        ProcessRunner.Result result;
        try {
            result = runner.stream(command, variables, TIMEOUT, line -> {});
        } catch (IOException e) {
            String what = program + ", of the package " + packageName + ", cannot be run: ";
            throw new IOException(what + e.getMessage(), e);
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
