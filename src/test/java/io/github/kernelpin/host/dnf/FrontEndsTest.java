package io.github.kernelpin.host.dnf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

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
import org.junit.jupiter.params.provider.ValueSource;

final class FrontEndsTest {

    private static final String PACKAGES = "/usr/lib/python3.6/site-packages";
    private static final String PLUGIN = PACKAGES + "/dnf-plugins/kernelpin.py";
    private static final Bypass NO_PLUGIN =
            new Bypass("dnf", PLUGIN, "kernelpin's plugin is not there; install it");
    private static final String DNF_5_ADVICE =
            "it knows none of dnf 4's plugins, and there is no"
                    + " /etc/dnf/libdnf5-plugins/actions.d/kernelpin.actions";

    @TempDir private Path root;

    @Test
    void aFileThatIsTooLargeIsNoConfiguration() throws IOException {
        write(PACKAGES + "/dnf/plugin.py", "");
        write("/etc/dnf/dnf.conf", "#".repeat(1024 * 1024 + 1));
        FrontEnds frontEnds = new FrontEnds(new InstallRoot(root));
        assertEquals(
                root + "/etc/dnf/dnf.conf: larger than 1 MiB",
                assertThrows(IOException.class, frontEnds::bypasses).getMessage());
    }

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
        expect(new Bypass(name, path, advice));
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
                new Bypass("rpm-ostree", "/usr/bin/rpm-ostree", advice),
                new Bypass("bootc", "/usr/bin/bootc", advice));
    }

    @Test
    void dnfWithoutThePluginAsksNobody() throws IOException {
        write(PACKAGES + "/dnf/plugin.py", "");
        expect(NO_PLUGIN);
    }

    @Test
    void aPluginLeftToAnOldPythonIsNotLoaded() throws IOException {
        dnfWithPlugin();
        Files.delete(root.resolve(PACKAGES.substring(1) + "/dnf/plugin.py"));
        write("/usr/lib/python3/dist-packages/dnf/plugin.py", "");
        expect(
                new Bypass(
                        "dnf",
                        "/usr/lib/python3/dist-packages/dnf-plugins/kernelpin.py",
                        "kernelpin's plugin is not there; install it"));
    }

    @Test
    void pluginsMayBeElsewhere() throws IOException {
        dnfWithPlugin();
        write("/etc/dnf/dnf.conf", "[main]\npluginpath=/opt/a, /opt/b\n");
        expect(
                new Bypass(
                        "dnf",
                        "/opt/a/kernelpin.py",
                        "kernelpin's plugin is not there; install it"));
        write("/opt/b/kernelpin.py", "");
        expect();
    }

    @Test
    void dnfWithPluginsSwitchedOffAsksNobody() throws IOException {
        dnfWithPlugin();
        write("/etc/dnf/dnf.conf", "[main]\nplugins=0\n");
        expect(
                new Bypass(
                        "dnf",
                        "/etc/dnf/dnf.conf",
                        "plugins is off; delete that line or set it to 1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\npluginconfpath=/opt/conf\n"})
    void aPluginMayBeSwitchedOff(String option) throws IOException {
        dnfWithPlugin();
        write("/etc/dnf/dnf.conf", "[main]" + option);
        String file = (option.isEmpty() ? "/etc/dnf/plugins" : "/opt/conf") + "/kernelpin.conf";
        write(file, "[main]\nenabled = 1\n");
        expect();
        write(file, "[main]\nenabled = False\n");
        expect(new Bypass("dnf", file, "enabled is off; set it to 1"));
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
