package io.github.kernelpin.host.dnf;

import io.github.kernelpin.host.file.InstallRoot;
import io.github.kernelpin.host.file.RootedPath;
import java.io.IOException;
import java.util.List;

/**
 * The files of another root that dnf opens for its sake: it follows their links on this host, and
 * waits for pipes.
 */
final class DnfFiles {

    private static final List<String> FILES = List.of("/etc/dnf/dnf.conf");

    /** dnf's defaults (dnf/conf/config.py, dnf/const.py), and rpm's database. */
    private static final List<String> FOLDERS =
            List.of(
                    "/etc/yum.repos.d",
                    "/etc/yum/repos.d",
                    "/etc/distro.repos.d",
                    "/etc/dnf/vars",
                    "/etc/yum/vars",
                    "/var/lib/rpm",
                    "/usr/lib/sysimage/rpm",
                    "/root/.rpmdb",
                    "/var/lib/dnf",
                    "/var/cache/dnf",
                    "/var/log");

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
        for (String file : FILES) {
            require(root.path(file), false);
        }
        for (String folder : FOLDERS) {
            RootedPath place = root.path(folder);
            require(place, true);
            if (place.isDirectory()) {
                for (String name : place.names()) {
                    RootedPath file = place.child(name);
                    require(file, file.isDirectory());
                }
            }
        }
    }

    private static void require(RootedPath file, boolean isFolder) throws IOException {
        boolean isPlain = !file.exists() || (isFolder ? file.isDirectory() : file.isRegularFile());
        if (!isPlain || !file.isSameForOtherPrograms()) {
            throw new IOException(
                    file
                            + ": dnf would open what this leads to on this host: expected a plain "
                            + (isFolder ? "directory" : "file")
                            + " of the root");
        }
    }
}
