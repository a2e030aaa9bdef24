package io.github.kernelpin.host.frontend;

import io.github.kernelpin.host.file.InstallRoot;
import io.github.kernelpin.host.file.TextFiles;
import io.github.kernelpin.model.disk.Bypass;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the programs that install kernels on a system without asking kernelpin's plugin for dnf 4.
 */
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
                found.add(
                        new Bypass(
                                each.name, files.root().path(each.path).toString(), each.advice));
            }
        }
        return found;
    }
}
