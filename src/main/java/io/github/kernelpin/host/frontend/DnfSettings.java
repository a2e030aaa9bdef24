package io.github.kernelpin.host.frontend;

import io.github.kernelpin.host.file.TextFiles;
import io.github.kernelpin.host.ini.IniFile;
import io.github.kernelpin.host.ini.IniList;
import io.github.kernelpin.model.disk.KernelpinFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How dnf 4 is set up to load plugins: its own defaults, and {@code /etc/dnf/dnf.conf}, the only
 * file of its main configuration (dnf/plugin.py, dnf/conf/config.py).
 *
 * @param packages where dnf itself is, as in /usr/lib/python3.6/site-packages; empty without dnf 4
 * @param isLoading whether it loads plugins at all
 * @param pluginFolders where it looks for plugins
 * @param confFolders where it looks for their configurations
 * @param problem the mistake in dnf.conf for which dnf does not start; empty for none
 */
public record DnfSettings(
        List<String> packages,
        boolean isLoading,
        List<String> pluginFolders,
        List<String> confFolders,
        String problem) {

    static final String CONFIG = "/etc/dnf/dnf.conf";

    private static final String PLUGINS = "/dnf-plugins";

    /** What dnf takes for an empty value (BaseConfig._populate). */
    private static final String NONE = "None";

    public DnfSettings {
        packages = List.copyOf(packages);
        pluginFolders = List.copyOf(pluginFolders);
        confFolders = List.copyOf(confFolders);
    }

    /** Reads dnf.conf of a system. */
    public static DnfSettings read(TextFiles files) throws IOException {
        List<String> packages = packages(files);
        IniFile config = IniFile.parse(files.text(CONFIG).orElse(""));
        List<String> usual = packages.stream().map(each -> each + PLUGINS).toList();
        List<String> plugins = new ArrayList<>();
        for (String pattern : folders(config, "pluginpath", usual)) {
            plugins.addAll(FolderPattern.folders(files, pattern));
        }
        return new DnfSettings(
                packages,
                !config.isOff("plugins"),
                plugins,
                folders(config, "pluginconfpath", List.of(KernelpinFiles.PLUGIN_CONF_FOLDER)),
                config.problem());
    }

    private static List<String> packages(TextFiles files) throws IOException {
        List<String> folders = new ArrayList<>();
        for (String python : files.names("/usr/lib")) {
            for (String packages : List.of("site-packages", "dist-packages")) {
                String folder = "/usr/lib/" + python + "/" + packages;
                if (python.startsWith("python3") && files.exists(folder + "/dnf/plugin.py")) {
                    folders.add(folder);
                }
            }
        }
        return folders;
    }

    /** An option that is there counts, even if it names no folder. */
    private static List<String> folders(IniFile config, String option, List<String> absent) {
        Optional<IniFile.Entry> entry = config.entry(IniFile.MAIN, option);
        if (entry.isEmpty()) {
            return absent;
        }
        String value = entry.get().value();
        return value.equals(NONE) ? List.of() : IniList.parse(value);
    }
}
