package io.github.kernelpin.host.frontend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kernelpin.EnforcedHost;
import io.github.kernelpin.host.file.InstallRoot;
import io.github.kernelpin.model.disk.PluginGap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A host on which dnf asks kernelpin, and each thing that keeps it from that. */
final class PluginProbeTest {

    private static final String PACKAGES = "/usr/lib/python3.6/site-packages";
    private static final String CONF = "/etc/dnf/plugins/kernelpin.conf";

    private static final String REMOVAL =
            "; or remove the rest on purpose, dnf remove --setopt=protected_packages= kernelpin,"
                    + " and the pins in /etc/kernelpin/pins.d";

    @TempDir private Path root;

    @BeforeEach
    void setUpAHostThatAsks() throws IOException {
        EnforcedHost.writeTo(root);
    }

    @Test
    void aHostThatAsksHasNoGaps() throws IOException {
        putTheRealPluginThere();
        expect("");
        write(CONF, "[main]\nenabled = 1\nallow = 4.18.0-348\n  6.1-1\n# more\n; more\n\n");
        expect("");
    }

    @Test
    void aFileThatIsTooLargeIsNoConfiguration() throws IOException {
        write("/etc/dnf/dnf.conf", "#".repeat(1024 * 1024 + 1));
        PluginProbe probe = new PluginProbe(new InstallRoot(root));
        assertEquals(
                root + "/etc/dnf/dnf.conf: larger than 1 MiB",
                assertThrows(IOException.class, probe::gaps).getMessage());
    }

    @Test
    void withoutDnf4NobodyAsks() throws IOException {
        delete(PACKAGES + "/dnf/plugin.py");
        expect("/usr/bin/dnf: dnf 4 is not here; nothing else loads kernelpin's plugin");
    }

    @Test
    void dnfWithPluginsSwitchedOffAsksNobody() throws IOException {
        write("/etc/dnf/dnf.conf", "[main]\nplugins=0\n");
        expect("/etc/dnf/dnf.conf: plugins is off; delete that line or set it to 1");
    }

    @Test
    void thePluginHasToBeWhereTheDnfThatIsUsedLooksForIt() throws IOException {
        delete(PACKAGES + "/dnf/plugin.py");
        write("/usr/lib/python3/dist-packages/dnf/plugin.py", "");
        expect(
                "/usr/lib/python3/dist-packages/dnf-plugins/kernelpin.py: kernelpin's plugin is not"
                        + " there; install python3-dnf-plugin-kernelpin"
                        + REMOVAL);
    }

    @Test
    void pluginsMayBeElsewhere() throws IOException {
        write("/etc/dnf/dnf.conf", "[main]\npluginpath=/opt/a, /opt/b\n");
        expect(
                "/opt/a/kernelpin.py: kernelpin's plugin is not there; install"
                        + " python3-dnf-plugin-kernelpin"
                        + REMOVAL);
        write("/opt/b/kernelpin.py", "");
        expect(
                "/opt/b/kernelpin_plugin: the parts of the plugin are not there; reinstall"
                        + " python3-dnf-plugin-kernelpin");
        delete("/opt/b/kernelpin.py");
        EnforcedHost.writePluginTo(root.resolve("opt/b"));
        expect("");
        write("/etc/dnf/dnf.conf", "[main]\npluginpath=/o*/[a-c], /nowhere/*\n");
        expect("");
        write("/etc/dnf/dnf.conf", "[main]\npluginpath=\n");
        expect("/etc/dnf/dnf.conf: pluginpath names no folder; correct or delete that line");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'[main] # c\nplugins=0' | plugins is off; delete that line or set it to 1",
                "'[x]\n[main] ; c\nplugins=0' | plugins is off; delete that line or set it to 1",
                "'\ufeff[main]\nplugins=\"0\"' | plugins is off; delete that line or set it to 1",
                "'[main]\nplugins' | line 2: expected OPTION = VALUE; mend it: until then dnf does"
                        + " not start",
            })
    void dnfsOwnConfigurationIsReadAsDnfReadsIt(String text, String gap) throws IOException {
        write("/etc/dnf/dnf.conf", text + "\n");
        expect("/etc/dnf/dnf.conf: " + gap);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kernelpin.py | '' | it has no plugin in it",
                "kernelpin.py | 'import dnf\n' | it has no plugin in it",
                "kernelpin.py | 'def (' | line 1: ",
                "kernelpin_plugin/options.py | '' | it has no read_options",
                "kernelpin_plugin/options.py | 'read_options =' | line 1: ",
                "kernelpin_plugin/program.py | 'running = 1\nfrom .nowhere import x' | ",
            })
    void aPluginThatCannotBeLoadedIsNone(String file, String text, String problem)
            throws IOException {
        putTheRealPluginThere();
        String path = PACKAGES + "/dnf-plugins/" + file;
        write(path, text);
        String expected =
                problem == null
                        ? path.replace("program", "nowhere")
                                + ": dnf cannot load it: it is not there"
                        : path + ": dnf cannot load it: " + problem;
        String said = gaps();
        assertEquals(expected, said.substring(0, Math.min(expected.length(), said.length())), said);
        assertEquals(1, said.lines().count(), said);
    }

    @Test
    void aPartThatIsMissingIsSaid() throws IOException {
        putTheRealPluginThere();
        delete(PACKAGES + "/dnf-plugins/kernelpin_plugin/trust.py");
        expect(
                PACKAGES
                        + "/dnf-plugins/kernelpin_plugin/trust.py: dnf cannot load it: it is not"
                        + " there; reinstall python3-dnf-plugin-kernelpin");
    }

    @Test
    void aDirectoryInPlaceOfThePluginIsNone() throws IOException {
        putTheRealPluginThere();
        delete(PACKAGES + "/dnf-plugins/kernelpin.py");
        Files.createDirectory(root.resolve(PACKAGES.substring(1) + "/dnf-plugins/kernelpin.py"));
        expect(
                PACKAGES
                        + "/dnf-plugins/kernelpin.py: kernelpin's plugin is not there; install"
                        + " python3-dnf-plugin-kernelpin"
                        + REMOVAL);
    }

    @ParameterizedTest
    @CsvSource({
        "kernelpin/__init__.py, kernelpin, kernelpin",
        "kernelpin.cpython-36m-x86_64-linux-gnu.so, kernelpin.cpython-36m-x86_64-linux-gnu.so,"
                + " kernelpin",
        "kernelpin_plugin/options/__init__.py, kernelpin_plugin/options, options",
    })
    void whatPythonPrefersToThePluginIsSaid(String file, String shown, String module)
            throws IOException {
        putTheRealPluginThere();
        write(PACKAGES + "/dnf-plugins/" + file, "");
        assertEquals(
                PACKAGES
                        + "/dnf-plugins/"
                        + shown
                        + ": Python takes it in place of kernelpin's own "
                        + module
                        + ".py; move it elsewhere",
                gaps().lines().findFirst().orElse(""));
    }

    @Test
    void aPluginInAnEarlierFolderComesFirst() throws IOException {
        putTheRealPluginThere();
        write("/etc/dnf/dnf.conf", "[main]\npluginpath=/opt/a " + PACKAGES + "/dnf-plugins\n");
        write("/opt/a/kernelpin/__init__.py", "");
        expect("");
        write("/opt/a/other.py", "");
        expect(
                "/opt/a/kernelpin: Python takes it in place of kernelpin's own kernelpin.py; move it"
                        + " elsewhere");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "False", "no", "off"})
    void thePluginMayBeSwitchedOff(String value) throws IOException {
        write(CONF, "[main]\nenabled = " + value + "\n");
        expect(CONF + ": enabled is off; set it to 1");
        write("/etc/dnf/dnf.conf", "[main]\npluginconfpath=/opt/none /opt/conf\n");
        expect("");
        write("/opt/conf/kernelpin.conf", "[main]\nenabled = " + value + "\n");
        expect("/opt/conf/kernelpin.conf: enabled is off; set it to 1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "enabled=1 | line 1: expected [main] or another section before it",
                "'[x]\nenabled=1' | it has no section [main]",
                "[] | line 1: expected the name of a section in the brackets",
                "'[main]\n x' | line 2: it begins with a blank, and there is no value for it to go on"
                        + " with",
                "'[main]\nenabled =\n  0' | enabled = 0: expected 1 or 0",
                "'[main]\nenabled =' | enabled = : expected 1 or 0",
                "'[main]\npins = rel/path' | pins = rel/path: expected an absolute path",
                "'[main]\nenabled' | line 2: expected OPTION = VALUE",
                "[main | line 1: expected ]",
                "'[main]\nenabled = maybe' | enabled = maybe: expected 1 or 0",
                "'[main]\non_failuer = warn' | unknown option on_failuer: expected action, allow,"
                        + " executable, java, on_failure, pins, timeout",
                "'[main]\non_failure = deny' | on_failure = deny: expected refuse or warn",
                "'[main]\ntimeout = 0' | timeout = 0: expected seconds from 1 to 9999",
                "'[main]\njava = java-17' | java = java-17: expected an absolute path",
            })
    void whatThePluginDoesNotUnderstandIsSaid(String text, String problem) throws IOException {
        write(CONF, text + "\n");
        String conf = CONF + ": " + problem + "; mend it: until then dnf refuses every kernel";
        assertEquals(conf, gaps().lines().findFirst().orElse(""));
    }

    @Test
    void aConfigurationThatIsALinkToNowhereIsNone() throws IOException {
        Files.createDirectories(root.resolve("etc/dnf/plugins"));
        Files.createSymbolicLink(root.resolve(CONF.substring(1)), Path.of("/nowhere"));
        expect(CONF + ": it has no section [main]; mend it: until then dnf refuses every kernel");
    }

    @Test
    void theProgramHasToBeThereAndToBeOne() throws IOException {
        Files.setPosixFilePermissions(
                root.resolve("usr/bin/kernelpin"),
                java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
        expect(
                "/usr/bin/kernelpin: the program that judges cannot be run; make it a program: chmod 755");
        delete("/usr/bin/kernelpin");
        expect("/usr/bin/kernelpin: the program that judges is not there; install kernelpin");
        Files.createDirectory(root.resolve("usr/bin/kernelpin"));
        expect(
                "/usr/bin/kernelpin: the program that judges cannot be run; make it a program: chmod 755");
        write(CONF, "[main]\nexecutable=/opt/kernelpin\n");
        expect("/opt/kernelpin: the program that judges is not there; install kernelpin");
    }

    @Test
    void aJavaHasToBeThereAndNewEnough() throws IOException {
        write("/usr/lib/jvm/java-17/release", "JAVA_VERSION=\"11.0.22\"\n");
        expect("/usr/lib/jvm: there is no Java 17 or newer; install java-17-openjdk-headless");
        write("/opt/jdk/release", "JAVA_VERSION=21\n");
        write(CONF, "[main]\njava=/opt/jdk\n");
        expect("/opt/jdk: no Java 17 or newer is there; correct java in kernelpin.conf");
        write("/opt/jdk/bin/java", "");
        expect("/opt/jdk: no Java 17 or newer is there; correct java in kernelpin.conf");
        makeExecutable("/opt/jdk/bin/java");
        expect("");
        write("/opt/real/release", "JAVA_VERSION=11\n");
        Files.createDirectory(root.resolve("opt/real/bin"));
        Files.move(root.resolve("opt/jdk/bin/java"), root.resolve("opt/real/bin/java"));
        Files.createSymbolicLink(root.resolve("opt/jdk/bin/java"), Path.of("/opt/real/bin/java"));
        expect("/opt/jdk: no Java 17 or newer is there; correct java in kernelpin.conf");
    }

    @Test
    void theDirectoryOfPinsHasToBeThere() throws IOException {
        delete("/etc/kernelpin/pins.d");
        expect(
                "/etc/kernelpin/pins.d: there is no directory of pins; make it, or correct pins in"
                        + " kernelpin.conf");
        write("/etc/kernelpin/pins.d", "");
        expect(
                "/etc/kernelpin/pins.d: there is no directory of pins; make it, or correct pins in"
                        + " kernelpin.conf");
        write(CONF, "[main]\npins=/etc/kernelpin\n");
        expect("");
    }

    @Test
    void everyGapIsSaid() throws IOException {
        write("/etc/dnf/dnf.conf", "[main]\nplugins=0\n");
        write(CONF, "[main]\nenabled=0\n");
        delete("/usr/bin/kernelpin");
        assertEquals(3, gaps().lines().count(), gaps());
    }

    @Test
    void anOptionThatIsForDryRunsHasNoPlaceThere() throws IOException {
        write(CONF, "[main]\nrecord = /tmp\n");
        expect(
                CONF
                        + ": record is for dry-run alone, which sets it in a copy of this file; delete"
                        + " that line");
    }

    @Test
    void valuesInQuotesAndOnSeveralLinesAreTakenAsDnfTakesThem() throws IOException {
        write(CONF, "[main] # c\npins = \"/etc/kernelpin\"\nexecutable = /usr/bin/kernelpin\n");
        delete("/etc/kernelpin/pins.d");
        expect("");
        write(CONF, "[main]\npins = '/etc'\nexecutable =\n  /opt/kernelpin\n");
        assertEquals(
                CONF
                        + ": executable = /opt/kernelpin: expected an absolute path; mend it: until"
                        + " then dnf refuses every kernel",
                gaps());
    }

    private void putTheRealPluginThere() throws IOException {
        delete(PACKAGES + "/dnf-plugins/kernelpin.py");
        delete(PACKAGES + "/dnf-plugins/kernelpin_plugin/options.py");
        EnforcedHost.writePluginTo(root.resolve(PACKAGES.substring(1) + "/dnf-plugins"));
    }

    private void makeExecutable(String path) {
        assertTrue(root.resolve(path.substring(1)).toFile().setExecutable(true));
    }

    private void expect(String gap) throws IOException {
        assertEquals(gap, gaps());
    }

    private String gaps() throws IOException {
        List<PluginGap> gaps = new PluginProbe(new InstallRoot(root)).gaps();
        return gaps.stream()
                .map(each -> each.path() + ": " + each.problem() + "; " + each.advice())
                .collect(Collectors.joining("\n"))
                .replace(root.toString(), "");
    }

    private void delete(String path) throws IOException {
        Files.delete(root.resolve(path.substring(1)));
    }

    private void write(String path, String text) throws IOException {
        Path file = root.resolve(path.substring(1));
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, text);
    }
}
