package io.github.kernelpin.host.frontend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kernelpin.host.file.InstallRoot;
import io.github.kernelpin.model.disk.Bypass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FrontEndsTest {

    private static final String PACKAGES = "/usr/lib/python3.6/site-packages";
    private static final String PLUGIN = PACKAGES + "/dnf-plugins/kernelpin.py";
    private static final String DNF_5_ADVICE =
            "it knows none of dnf 4's plugins, and there is no"
                    + " /etc/dnf/libdnf5-plugins/actions.d/kernelpin.actions";

    @TempDir private Path root;

    @Test
    void nothingGetsAroundThePluginOnAnEmptyRoot() throws IOException {
        expect();
    }

    @Test
    void nothingGetsAroundThePluginOnAHostWithDnfAlone() throws IOException {
        dnfWithPlugin();
        expect();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/usr/libexec/packagekitd | PackageKit | GNOME Software, Cockpit and pkcon install"
                        + " through it; remove it, or mask packagekit.service",
                "/usr/lib/packagekit/packagekitd | PackageKit | GNOME Software, Cockpit and pkcon"
                        + " install through it; remove it, or mask packagekit.service",
                "/usr/bin/microdnf | microdnf | use dnf in its place",
                "/usr/bin/dnf5 | dnf 5 | " + DNF_5_ADVICE,
                "/usr/bin/dnf5daemon-server | dnf5daemon | " + DNF_5_ADVICE,
                "/usr/bin/zypper | zypper | use dnf in its place",
                "/usr/share/yum-cli/yummain.py | yum 3 | it knows none of dnf's plugins; use dnf in"
                        + " its place",
            })
    void aProgramThatKnowsNoPluginsGetsAroundThem(String path, String name, String advice)
            throws IOException {
        dnfWithPlugin();
        write(path, "");
        expect(new Bypass(name, root + path, advice));
    }

    @Test
    void theRootOwnsItsLinks() throws IOException {
        Files.createDirectories(root.resolve("usr/bin"));
        Files.createSymbolicLink(root.resolve("usr/bin/microdnf"), Path.of("/usr/bin/env"));
        expect();
    }

    @Test
    void dnf5AsksThroughItsActions() throws IOException {
        write("/usr/bin/dnf5", "");
        write("/usr/bin/dnf5daemon-server", "");
        write("/etc/dnf/libdnf5-plugins/actions.d/kernelpin.actions", "");
        expect();
    }

    @Test
    void imagesCountWhereTheyAreBooted() throws IOException {
        write("/usr/bin/rpm-ostree", "");
        write("/usr/bin/bootc", "");
        expect();
        Files.createDirectory(root.resolve("ostree"));
        String advice = "it brings kernels in images, which no package manager checks here";
        expect(
                new Bypass("rpm-ostree", root + "/usr/bin/rpm-ostree", advice),
                new Bypass("bootc", root + "/usr/bin/bootc", advice));
    }

    private void expect(Bypass... bypasses) throws IOException {
        assertEquals(List.of(bypasses), new FrontEnds(new InstallRoot(root)).bypasses());
    }

    private void dnfWithPlugin() throws IOException {
        write(PACKAGES + "/dnf/plugin.py", "");
        write(PLUGIN, "");
    }

    private void write(String path, String text) throws IOException {
        Path file = root.resolve(path.substring(1));
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, text);
    }
}
