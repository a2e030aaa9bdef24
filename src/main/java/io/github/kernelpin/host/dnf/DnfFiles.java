package io.github.kernelpin.host.dnf;

import io.github.kernelpin.host.file.InstallRoot;
import io.github.kernelpin.host.file.PlainTree;
import io.github.kernelpin.host.file.RootedPath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of another root that dnf opens for its sake: it follows their links on this host, and
 * waits for pipes.
 */
final class DnfFiles {

    private static final String CONFIG = "/etc/dnf/dnf.conf";

    /**
     * dnf's defaults (libdnf/conf/Const.hpp), what libdnf knows of modules whatever it is told
     * (libdnf/module/ModulePackageContainer.cpp), and rpm's database.
     */
    private static final List<String> FOLDERS =
            List.of(
                    "/etc/dnf/vars",
                    "/etc/yum/vars",
                    "/etc/dnf/modules.d",
                    "/etc/dnf/modules.defaults.d",
                    "/var/lib/rpm",
                    "/usr/lib/sysimage/rpm",
                    "/root/.rpmdb",
                    ConfinedConf.CACHE,
                    ConfinedConf.HISTORY);

    private DnfFiles() {}

    /**
     * Fails before dnf opens what is no plain file of the root.
     *
     * @throws IOException naming the first such file
     */
    static void requirePlain(InstallRoot root) throws IOException {
        if (root.isRunning()) {
            return;
        }
        require(root.path(CONFIG), false);
        List<String> folders = new ArrayList<>(FOLDERS);
        folders.addAll(ConfinedConf.REPOSITORIES);
        for (String folder : folders) {
            requirePlainBelow(root, folder);
        }
    }

    /** The same of a directory, if there is one, with all that is below it. */
    static void requirePlainBelow(InstallRoot root, String path) throws IOException {
        RootedPath folder = root.path(path);
        require(folder, true);
        String strange = PlainTree.firstStrange(root, folder);
        if (!strange.isEmpty()) {
            throw notPlain(strange, "file");
        }
    }

    private static void require(RootedPath file, boolean isFolder) throws IOException {
        boolean isPlain = !file.exists() || (isFolder ? file.isDirectory() : file.isRegularFile());
        if (!isPlain || !file.isSameForOtherPrograms()) {
            throw notPlain(file.toString(), isFolder ? "directory" : "file");
        }
    }

    private static IOException notPlain(String file, String kind) {
        return new IOException(
                file
                        + ": dnf would open what this leads to on this host: expected a plain "
                        + kind
                        + " of the root");
    }
}
