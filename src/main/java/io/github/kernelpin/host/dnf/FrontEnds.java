package io.github.kernelpin.host.dnf;

import io.github.kernelpin.host.file.InstallRoot;
import io.github.kernelpin.host.file.TextFiles;
import io.github.kernelpin.model.disk.Bypass;
import io.github.kernelpin.model.disk.KernelpinFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds what installs kernels on a system without asking kernelpin's plugin for dnf. */
public final class FrontEnds {

    /**
     * A program that installs packages by itself.
     *
     * @param with a file without which it installs nothing; empty if there is none
     * @param without a file that makes it ask; empty if nothing does
     */
    private record FrontEnd(String name, String path, String with, String without, String advice) {}

    private static final String DNF_5_ACTIONS =
            "/etc/dnf/libdnf5-plugins/actions.d/kernelpin.actions";
    private static final String IMAGE_ADVICE =
            "it brings kernels in images, which no package manager checks here";

    private static final List<FrontEnd> PROGRAMS =
            List.of(
                    packageKit("/usr/libexec/packagekitd"),
                    packageKit("/usr/lib/packagekit/packagekitd"),
                    new FrontEnd("microdnf", "/usr/bin/microdnf", "", "", "use dnf in its place"),
                    dnf5("dnf 5", "/usr/bin/dnf5"),
                    dnf5("dnf5daemon", "/usr/bin/dnf5daemon-server"),
                    new FrontEnd("rpm-ostree", "/usr/bin/rpm-ostree", "/ostree", "", IMAGE_ADVICE),
                    new FrontEnd("bootc", "/usr/bin/bootc", "/ostree", "", IMAGE_ADVICE),
                    new FrontEnd("zypper", "/usr/bin/zypper", "", "", "use dnf in its place"),
                    new FrontEnd(
                            "yum 3",
                            "/usr/share/yum-cli/yummain.py",
                            "",
                            "",
                            "it knows none of dnf's plugins; use dnf in its place"));

    private static final String DNF_CONFIG = "/etc/dnf/dnf.conf";

    private final TextFiles files;

    public FrontEnds(InstallRoot root) {
        this.files = new TextFiles(root);
    }

    private static FrontEnd packageKit(String path) {
        return new FrontEnd(
                "PackageKit",
                path,
                "",
                "",
                "GNOME Software, Cockpit and pkcon install through it;"
                        + " remove it, or mask packagekit.service");
    }

    private static FrontEnd dnf5(String name, String path) {
        return new FrontEnd(
                name,
                path,
                "",
                DNF_5_ACTIONS,
                "it knows none of dnf 4's plugins, and there is no " + DNF_5_ACTIONS);
    }

    /**
     * Every way around the plugin.
     *
     * @throws IOException if something that matters cannot be read
     */
    public List<Bypass> bypasses() throws IOException {
        List<Bypass> found = new ArrayList<>();
        for (FrontEnd each : PROGRAMS) {
            if (files.exists(each.path)
                    && (each.with.isEmpty() || files.exists(each.with))
                    && (each.without.isEmpty() || !files.exists(each.without))) {
                found.add(new Bypass(each.name, each.path, each.advice));
            }
        }
        List<String> folders = packagesOfDnf();
        if (!folders.isEmpty()) {
            addSettings(folders, found);
        }
        return found;
    }

    /** Where dnf 4 is, as in /usr/lib/python3.6/site-packages; its plugins are beside it. */
    private List<String> packagesOfDnf() throws IOException {
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

    /** What dnf/plugin.py and dnf/conf look at before they load a plugin. */
    private void addSettings(List<String> packages, List<Bypass> found) throws IOException {
        String config = files.text(DNF_CONFIG).orElse("");
        if (DnfOption.isOff(config, "plugins")) {
            found.add(
                    new Bypass(
                            "dnf", DNF_CONFIG, "plugins is off; delete that line or set it to 1"));
        }
        List<String> pluginFolders = folders(config, "pluginpath");
        if (pluginFolders.isEmpty()) {
            for (String folder : packages) {
                requirePlugin(List.of(folder + "/dnf-plugins"), found);
            }
        } else {
            requirePlugin(pluginFolders, found);
        }
        List<String> configFolders = folders(config, "pluginconfpath");
        for (String folder :
                configFolders.isEmpty()
                        ? List.of(KernelpinFiles.PLUGIN_CONF_FOLDER)
                        : configFolders) {
            String file = folder + "/" + KernelpinFiles.PLUGIN_CONF_NAME;
            if (DnfOption.isOff(files.text(file).orElse(""), "enabled")) {
                found.add(new Bypass("dnf", file, "enabled is off; set it to 1"));
            }
        }
    }

    private void requirePlugin(List<String> folders, List<Bypass> found) throws IOException {
        for (String folder : folders) {
            if (files.exists(folder + "/" + KernelpinFiles.PLUGIN)) {
                return;
            }
        }
        found.add(
                new Bypass(
                        "dnf",
                        folders.get(0) + "/" + KernelpinFiles.PLUGIN,
                        "kernelpin's plugin is not there; install it"));
    }

    private static List<String> folders(String config, String option) {
        String[] words = DnfOption.value(config, option).replace(',', ' ').split(" ", -1);
        return Arrays.stream(words).map(String::strip).filter(word -> !word.isEmpty()).toList();
    }
}
