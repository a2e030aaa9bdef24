package io.github.kernelpin.host.rpm;

import io.github.kernelpin.host.file.InstallRoot;
import io.github.kernelpin.host.file.RootedPath;
import io.github.kernelpin.host.file.TreeCopy;
import io.github.kernelpin.host.module.ModuleTree;
import io.github.kernelpin.host.process.Launcher;
import io.github.kernelpin.host.process.ProcessRunner;
import io.github.kernelpin.host.process.ScratchDirectory;
import io.github.kernelpin.host.process.Tool;
import io.github.kernelpin.model.disk.KernelpinFiles;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A root directory that has a database of packages and a configuration of dnf, and no files of the
 * packages.
 *
 * <p>dnf sees nothing of this host in it: no repository, variable, exclude or protected package.
 */
public final class ScratchRoot implements Closeable {

    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    /** RHEL's dnf.conf, and what else would depend on the machine. */
    private static final String DNF_CONF =
            """
            [main]
            best=True
            clean_requirements_on_remove=True
            gpgcheck=False
            installonly_limit=@LIMIT@
            metadata_timer_sync=0
            protected_packages=dnf
            protect_running_kernel=False
            pluginconfpath=@ROOT@@PLUGIN_CONF_FOLDER@
            """
                    .replace("@PLUGIN_CONF_FOLDER@", KernelpinFiles.PLUGIN_CONF_FOLDER);

    private static final String REPOSITORY =
            """
            [repository]
            name=repository
            baseurl=@ADDRESS@
            """;

    /** A machine that tests may be busier than a host. */
    private static final String PLUGIN_CONF =
            """
            [main]
            executable=@ROOT@/kernelpin
            timeout=300
            record=@RECORD@
            allow=@ALLOW@
            """;

    private final ScratchDirectory scratch;
    private final InstallRoot root;
    private final Path record;
    private final ProcessRunner runner;

    /** Makes one that is empty. */
    public ScratchRoot(ScratchDirectory scratch, ProcessRunner runner) throws IOException {
        this.scratch = scratch;
        this.root = new InstallRoot(Files.createTempDirectory(scratch.path(), "root"));
        this.record = Files.createTempDirectory(scratch.path(), "record");
        this.runner = runner;
    }

    /** Where it is. */
    public InstallRoot installRoot() {
        return root;
    }

    /** An empty directory for what dnf's plugin asks there; it is not in the root. */
    public Path record() {
        return record;
    }

    /** What a program says of files here, which will be gone when somebody reads it. */
    public String asSeenInside(String words) {
        return words.replace(root.toString(), "");
    }

    /** Puts packages into its database. */
    public void install(List<Path> rpms) throws IOException {
        for (int i = 0; i < rpms.size(); i += RpmFiles.BATCH) {
            installBatch(rpms.subList(i, Math.min(i + RpmFiles.BATCH, rpms.size())));
        }
    }

    private void installBatch(List<Path> rpms) throws IOException {
        List<String> command = new ArrayList<>(List.of(Tool.RPM.path(), "--root=" + root, "-i"));
        command.addAll(
                List.of("--justdb", "--nodeps", "--noscripts", "--notriggers", "--noplugins"));
        command.add("--excludedocs");
        command.addAll(List.of("--ignorearch", "--ignoreos", "--ignoresize", "--replacefiles"));
        command.addAll(Tool.RPM_FILES_ONLY);
        for (Path rpm : rpms) {
            command.add(rpm.toString());
        }
        ProcessRunner.Result result = runner.stream(command, TIMEOUT, line -> {});
        if (result.exitStatus() != 0) {
            throw new IOException(
                    asSeenInside(
                            Tool.failure("rpm cannot install the packages of installed", result)));
        }
    }

    /**
     * Configures dnf, and its plugin so that it asks the kernelpin that runs here.
     *
     * @param allow kernels that the plugin is to allow
     */
    public void configure(
            PackageRepository repository, Launcher launcher, int installonlyLimit, String allow)
            throws IOException {
        root.path("/etc/dnf/vars/releasever").create("0\n");
        root.path("/etc/yum/vars").createDirectories();
        root.path("/etc/yum.repos.d/repository.repo")
                .create(REPOSITORY.replace("@ADDRESS@", repository.address()));
        root.path(KernelpinFiles.PLUGIN_CONF)
                .create(
                        inPlace(PLUGIN_CONF)
                                .replace("@RECORD@", record.toString())
                                .replace("@ALLOW@", allow));
        // Links have no blanks in their paths, which options of dnf cannot have.
        root.path("/kernelpin").createLinkTo(launcher.file());
        String conf = inPlace(DNF_CONF).replace("@LIMIT@", String.valueOf(installonlyLimit));
        Path plugin = launcher.plugin();
        if (plugin != null) {
            root.path("/plugins").createLinkTo(plugin.resolveSibling(".").normalize());
            conf += inPlace("pluginpath=@ROOT@/plugins\n");
        }
        root.path("/etc/dnf/dnf.conf").create(conf);
    }

    /** Writes a pin file. */
    public void addPins(String toml) throws IOException {
        RootedPath directory = root.path(KernelpinFiles.PINS);
        directory.createDirectories();
        directory.child("case" + KernelpinFiles.PIN_SUFFIX).create(toml);
    }

    /** Copies pins: a file, or those of a directory. */
    public void addPins(Path pins) throws IOException {
        RootedPath directory = root.path(KernelpinFiles.PINS);
        directory.createDirectories();
        if (!Files.isDirectory(pins)) {
            directory.child("case" + KernelpinFiles.PIN_SUFFIX).createFrom(pins);
            return;
        }
        try (Stream<Path> files = Files.list(pins)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (file.toString().endsWith(KernelpinFiles.PIN_SUFFIX)
                        && Files.isRegularFile(file)) {
                    directory.child(String.valueOf(file.getFileName())).createFrom(file);
                }
            }
        }
    }

    /** Copies files to {@code /lib/modules}, with the links between them. */
    public void addModules(Path modules) throws IOException {
        TreeCopy.copy(modules, root.path(ModuleTree.MODULES));
    }

    private String inPlace(String text) {
        return text.replace("@ROOT@", root.toString());
    }

    @Override
    public void close() throws IOException {
        scratch.deleteBelow(root.directory());
        scratch.deleteBelow(record);
    }
}
