package io.github.kernelpin.host.dnf;

import io.github.kernelpin.host.file.InstallRoot;
import io.github.kernelpin.host.file.RootedPath;
import io.github.kernelpin.host.file.TextFiles;
import io.github.kernelpin.host.frontend.DnfSettings;
import io.github.kernelpin.host.ini.IniFile;
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

    private static final String NEW = "[" + IniFile.MAIN + "]\n";

    /** Nobody but a dry run says where requests are kept. */
    private static final List<String> NOT_OF_A_HOST = List.of("record");

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
        return List.of(copies(List.of("record = " + record), NOT_OF_A_HOST));
    }

    private List<String> ofAnotherRoot(Launcher launcher) throws IOException {
        Path plugins = Files.createDirectory(scratch.resolve("plugins"));
        Optional<Path> plugin = plugin(launcher);
        if (plugin.isPresent()) {
            for (String name : List.of(KernelpinFiles.PLUGIN, KernelpinFiles.PLUGIN_PARTS)) {
                Files.createSymbolicLink(
                        plugins.resolve(name), plugin.get().resolveSibling(name).normalize());
            }
        }
        return List.of(
                "--setopt=pluginpath=" + plugins,
                copies(
                        List.of("executable = " + launcher.file(), "record = " + record),
                        NOT_OF_ANOTHER_ROOT));
    }

    /** Copies every folder; what is added goes to the file whose options count. */
    private String copies(List<String> added, List<String> dropped) throws IOException {
        List<String> folders = DnfSettings.read(new TextFiles(root)).confFolders();
        List<String> copies = new ArrayList<>();
        int owner = owner(folders);
        for (int i = 0; i < folders.size(); i++) {
            Path copy = Files.createDirectory(scratch.resolve("conf" + i));
            copies.add(copy.toString());
            if (root.isRunning()) {
                linkOthers(folders.get(i), copy);
            }
            RootedPath given = root.path(conf(folders.get(i)));
            if (i == owner || given.isTaken()) {
                String text = given.isTaken() ? text(folders.get(i)) : NEW;
                write(copy, changed(text, i == owner ? added : List.of(), dropped));
            }
        }
        if (folders.isEmpty()) {
            Path own = Files.createDirectory(scratch.resolve("conf"));
            copies.add(own.toString());
            write(own, changed(NEW, added, dropped));
        }
        return "--setopt=pluginconfpath=" + String.join(",", copies);
    }

    /** The last folder with options, or with a file; or the first one. */
    private int owner(List<String> folders) throws IOException {
        int withOptions = -1;
        int withFile = 0;
        for (int i = 0; i < folders.size(); i++) {
            boolean hasMain = IniFile.parse(text(folders.get(i))).hasSection(IniFile.MAIN);
            withOptions = hasMain ? i : withOptions;
            withFile = root.path(conf(folders.get(i))).isTaken() ? i : withFile;
        }
        return withOptions < 0 ? withFile : withOptions;
    }

    /** What cannot be read stays as it is: then the plugin refuses, and says why. */
    private String text(String folder) throws IOException {
        return new TextFiles(root).text(conf(folder)).orElse("");
    }

    private static void write(Path copy, String text) throws IOException {
        Files.writeString(copy.resolve(KernelpinFiles.PLUGIN_CONF_NAME), text);
    }

    /** The configurations of other plugins, which another root has no say in. */
    private void linkOthers(String folder, Path copy) throws IOException {
        for (String name : new TextFiles(root).names(folder)) {
            if (!name.equals(KernelpinFiles.PLUGIN_CONF_NAME)) {
                Files.createSymbolicLink(copy.resolve(name), Path.of(folder, name));
            }
        }
    }

    private static String conf(String folder) {
        return folder + "/" + KernelpinFiles.PLUGIN_CONF_NAME;
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

    private static String changed(String text, List<String> added, List<String> dropped) {
        List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
        IniFile ini = IniFile.parse(text);
        for (String option : dropped) {
            Optional<IniFile.Entry> entry = ini.entry(IniFile.MAIN, option);
            while (entry.isPresent()) {
                lines.subList(entry.get().line(), entry.get().end()).clear();
                ini = IniFile.parse(String.join("\n", lines));
                entry = ini.entry(IniFile.MAIN, option);
            }
        }
        lines.addAll(
                ini.lineOf(IniFile.MAIN) + 1, ini.hasSection(IniFile.MAIN) ? added : List.of());
        return String.join("\n", lines);
    }
}
