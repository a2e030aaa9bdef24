package io.github.kernelpin.host.frontend;

import io.github.kernelpin.host.file.RootedPath;
import io.github.kernelpin.host.file.TextFiles;
import io.github.kernelpin.model.disk.KernelpinFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Looks whether dnf 4 would load the plugin: it imports every {@code *.py} of its plugin folders,
 * and searches all of them that it has come to for each (dnf/plugin.py). What cannot be imported it
 * passes over with a line in its log, and lets every kernel in.
 */
final class PluginLoading {

    private static final String PACKAGE = "python3-dnf-plugin-kernelpin";
    private static final String REINSTALL = "reinstall " + PACKAGE;
    private static final String MODULE = "kernelpin";
    private static final String SUFFIX = ".py";
    private static final Pattern IMPORTABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*\\.py");
    private static final int BYTES_MAX = 1024 * 1024;

    /** dnf protects the packages. */
    private static final String REMOVAL =
            "; or remove the rest on purpose, dnf remove --setopt=protected_packages= kernelpin,"
                    + " and the pins in "
                    + KernelpinFiles.PINS;

    private final TextFiles files;
    private final PluginCode code;
    private final GapList gaps;

    PluginLoading(TextFiles files, PluginCode code, GapList gaps) {
        this.files = files;
        this.code = code;
        this.gaps = gaps;
    }

    void check(List<String> folders) throws IOException {
        List<String> searched = new ArrayList<>();
        for (String folder : folders) {
            List<String> names = files.names(folder);
            if (names.stream().anyMatch(name -> name.endsWith(SUFFIX) && !name.startsWith("."))) {
                searched.add(folder);
            }
            if (names.contains(KernelpinFiles.PLUGIN)) {
                Optional<PythonImport> found = PythonImport.find(files, searched, MODULE);
                if (found.isPresent()) {
                    checkFound(found.get(), searched);
                    return;
                }
            }
        }
        if (folders.isEmpty()) {
            gaps.add(
                    DnfSettings.CONFIG,
                    "pluginpath names no folder",
                    "correct or delete that line");
        } else {
            gaps.add(
                    folders.get(0) + "/" + KernelpinFiles.PLUGIN,
                    "kernelpin's plugin is not there",
                    "install " + PACKAGE + REMOVAL);
        }
    }

    private void checkFound(PythonImport plugin, List<String> searched) throws IOException {
        if (isHidden(plugin, MODULE)) {
            return;
        }
        Map<String, String> paths = new TreeMap<>();
        paths.put(MODULE, plugin.path());
        String parts = parts(plugin, searched);
        if (!files.root().path(parts).isDirectory()) {
            gaps.add(parts, "the parts of the plugin are not there", REINSTALL);
            return;
        }
        for (String name : files.names(parts)) {
            if (IMPORTABLE.matcher(name).matches()) {
                String module = name.substring(0, name.length() - SUFFIX.length());
                Optional<PythonImport> part = PythonImport.find(files, List.of(parts), module);
                if (part.isPresent() && !isHidden(part.get(), module)) {
                    paths.put(KernelpinFiles.PLUGIN_PARTS + "/" + module, part.get().path());
                }
            }
        }
        checkCode(paths, parts);
    }

    /** Where Python finds the parts; a directory without {@code __init__.py} will do for it. */
    private String parts(PythonImport plugin, List<String> searched) throws IOException {
        Optional<PythonImport> found =
                PythonImport.find(files, searched, KernelpinFiles.PLUGIN_PARTS);
        String beside = plugin.path().substring(0, plugin.path().lastIndexOf('/'));
        return found.isPresent() ? found.get().path() : beside + "/" + KernelpinFiles.PLUGIN_PARTS;
    }

    private boolean isHidden(PythonImport found, String module) {
        boolean isHidden = found.kind() != PythonImport.Kind.SOURCE;
        if (isHidden) {
            gaps.add(
                    found.path(),
                    "Python takes it in place of kernelpin's own " + module + SUFFIX,
                    "move it elsewhere");
        }
        return isHidden;
    }

    private void checkCode(Map<String, String> paths, String parts) throws IOException {
        Map<String, byte[]> contents = new TreeMap<>();
        for (Map.Entry<String, String> each : paths.entrySet()) {
            RootedPath file = files.root().path(each.getValue());
            byte[] content = file.read(BYTES_MAX + 1);
            if (content.length > BYTES_MAX) {
                throw new IOException(file + ": larger than 1 MiB");
            }
            contents.put(each.getKey(), content);
        }
        for (Map.Entry<String, String> mistake : code.mistakes(contents).entrySet()) {
            String missing = mistake.getKey().replace(KernelpinFiles.PLUGIN_PARTS, parts) + SUFFIX;
            gaps.add(
                    paths.getOrDefault(mistake.getKey(), missing),
                    "dnf cannot load it: " + mistake.getValue(),
                    REINSTALL);
        }
    }
}
