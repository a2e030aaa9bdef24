package io.github.kernelpin.host.frontend;

import io.github.kernelpin.host.file.TextFiles;
import io.github.kernelpin.model.disk.KernelpinFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How dnf 4 is set up to load plugins: its own defaults, and {@code /etc/dnf/dnf.conf}, the only
 * file of its main configuration (dnf/plugin.py, dnf/conf/config.py).
 *
 * @param packages where dnf itself is, as in /usr/lib/python3.6/site-packages; empty without dnf 4
 * @param isLoading whether it loads plugins at all
 * @param pluginFolders where it looks for plugins
 * @param confFolders where it looks for their configurations
 */
public record DnfSettings(
        List<String> packages,
        boolean isLoading,
        List<String> pluginFolders,
        List<String> confFolders) {

    static final String CONFIG = "/etc/dnf/dnf.conf";

    private static final String PLUGINS = "/dnf-plugins";

    public DnfSettings {
        packages = List.copyOf(packages);
        pluginFolders = List.copyOf(pluginFolders);
        confFolders = List.copyOf(confFolders);
    }

    /** Reads dnf.conf of a system. */
    public static DnfSettings read(TextFiles files) throws IOException {
        List<String> packages = packages(files);
        String config = files.text(CONFIG).orElse("");
        List<String> plugins = folders(config, "pluginpath");
        if (plugins.isEmpty()) {
            plugins = packages.stream().map(each -> each + PLUGINS).toList();
        }
        List<String> confs = folders(config, "pluginconfpath");
        return new DnfSettings(
                packages,
                !DnfOption.isOff(config, "plugins"),
                plugins,
                confs.isEmpty() ? List.of(KernelpinFiles.PLUGIN_CONF_FOLDER) : confs);
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

    private static List<String> folders(String config, String option) {
        String[] words = DnfOption.value(config, option).replace(',', ' ').split(" ", -1);
        return Arrays.stream(words).map(String::strip).filter(word -> !word.isEmpty()).toList();
    }
}
