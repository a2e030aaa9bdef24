package io.github.kernelpin.host.dnf;

import io.github.kernelpin.host.file.InstallRoot;
import io.github.kernelpin.host.file.RootedPath;
import io.github.kernelpin.host.file.TextFiles;
import io.github.kernelpin.host.frontend.DnfSettings;
import io.github.kernelpin.host.process.Launcher;
import io.github.kernelpin.model.disk.KernelpinFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Copies of the configurations of dnf's plugins, in which kernelpin's names the directory that its
 * requests are kept in. All else is as on the host, and kernelpin may be switched off there.
 *
 * <p>Of another root only kernelpin's own plugin is loaded, out of this host, and the root's
 * configuration is data: no program that it names is run.
 */
final class RecordingConf {

    private static final String MAIN = "[main]";

    /** What the configuration of another root has no say in. */
    private static final List<String> NOT_OF_ANOTHER_ROOT = List.of("executable", "java", "record");

    private final InstallRoot root;
    private final Path scratch;
    private final Path record;

    /**
     * @param scratch an empty directory for the copies
     * @param record the directory for requests
     */
    RecordingConf(InstallRoot root, Path scratch, Path record) {
        this.root = root;
        this.scratch = scratch;
        this.record = record;
    }

    /** Writes the copies; returns the options that have dnf read them. */
    List<String> write() throws IOException {
        return root.isRunning() ? ofThisHost() : ofAnotherRoot(Launcher.running());
    }

    private List<String> ofThisHost() throws IOException {
        TextFiles files = new TextFiles(root);
        List<String> copies = new ArrayList<>();
        List<String> folders = DnfSettings.read(files).confFolders();
        int owner = 0;
        for (int i = 0; i < folders.size(); i++) {
            if (root.path(conf(folders.get(i))).isTaken()) {
                owner = i;
            }
        }
        for (int i = 0; i < folders.size(); i++) {
            Path copy = Files.createDirectory(scratch.resolve("conf" + i));
            for (String name : files.names(folders.get(i))) {
                if (i != owner || !name.equals(KernelpinFiles.PLUGIN_CONF_NAME)) {
                    Files.createSymbolicLink(copy.resolve(name), Path.of(folders.get(i), name));
                }
            }
            if (i == owner) {
                writeOwn(copy, conf(folders.get(i)), List.of("record = " + record), List.of());
            }
            copies.add(copy.toString());
        }
        return List.of("--setopt=pluginconfpath=" + String.join(",", copies));
    }

    private static String conf(String folder) {
        return folder + "/" + KernelpinFiles.PLUGIN_CONF_NAME;
    }

    private List<String> ofAnotherRoot(Launcher launcher) throws IOException {
        Path copy = Files.createDirectory(scratch.resolve("conf"));
        Path plugins = Files.createDirectory(scratch.resolve("plugins"));
        writeOwn(
                copy,
                KernelpinFiles.PLUGIN_CONF,
                List.of("executable = " + launcher.file(), "record = " + record),
                NOT_OF_ANOTHER_ROOT);
        Optional<Path> plugin = plugin(launcher);
        if (plugin.isPresent()) {
            for (String name : List.of(KernelpinFiles.PLUGIN, KernelpinFiles.PLUGIN_PARTS)) {
                Files.createSymbolicLink(
                        plugins.resolve(name), plugin.get().resolveSibling(name).normalize());
            }
        }
        return List.of("--setopt=pluginpath=" + plugins, "--setopt=pluginconfpath=" + copy);
    }

    /** The plugin beside the launcher, or the one that this host's dnf has. */
    private static Optional<Path> plugin(Launcher launcher) throws IOException {
        Path beside = launcher.plugin();
        if (beside != null) {
            return Optional.of(beside);
        }
        TextFiles files = new TextFiles(InstallRoot.HOST);
        for (String folder : DnfSettings.read(files).pluginFolders()) {
            if (files.exists(folder + "/" + KernelpinFiles.PLUGIN)) {
                return Optional.of(Path.of(folder, KernelpinFiles.PLUGIN));
            }
        }
        return Optional.empty();
    }

    /** A file that libdnf cannot read stays as it is: then the plugin refuses, and says why. */
    private void writeOwn(Path copy, String file, List<String> added, List<String> dropped)
            throws IOException {
        RootedPath given = root.path(file);
        Optional<String> text = new TextFiles(root).text(file);
        String content = text.orElse(given.isTaken() ? "" : MAIN + "\n");
        Files.writeString(
                copy.resolve(KernelpinFiles.PLUGIN_CONF_NAME), changed(content, added, dropped));
    }

    private static String changed(String text, List<String> added, List<String> dropped) {
        List<String> lines = new ArrayList<>();
        boolean isAdded = false;
        boolean isDropping = false;
        for (String line : text.split("\n", -1)) {
            boolean isContinued = !line.isBlank() && Character.isWhitespace(line.charAt(0));
            int equals = line.indexOf('=');
            String option = equals < 0 ? "" : line.substring(0, equals).strip();
            isDropping = isContinued ? isDropping : dropped.contains(option);
            if (!isDropping) {
                lines.add(line);
            }
            if (!isAdded && line.startsWith("[") && line.strip().equals(MAIN)) {
                lines.addAll(added);
                isAdded = true;
            }
        }
        return String.join("\n", lines);
    }
}
