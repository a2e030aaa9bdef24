package io.github.kernelpin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kernelpin.Resources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** kernelpin's own packages, put into roots and taken away again by the real dnf and rpm. */
final class PackagesIT {

    private static final String CONFIGURATION = "etc/dnf/plugins/kernelpin.conf";
    private static final String ARCHIVE = "var/cache/kernelpin/kernelpin-17.0.15+1.jsa";
    private static final String WARMUP = "warmup /" + ARCHIVE;
    private static final String VERSION = PackagedHost.version();
    private static final List<String> OLDER = packages("0.0.9");
    private static final List<String> NEWER = packages(VERSION);
    private static final String WARNING =
            "kernelpin: dnf no longer keeps to the pins in /etc/kernelpin/pins.d:"
                    + " its next upgrade may bring a kernel that they refuse\n";

    private static List<String> packages(String version) {
        return List.of(
                "kernelpin-" + version + "-1.noarch",
                "python3-dnf-plugin-kernelpin-" + version + "-1.noarch");
    }

    @BeforeAll
    static void buildPackages() throws IOException, InterruptedException {
        PackagedHost.prepare();
    }

    @Test
    void earlierPackagesAreReplacedAndNothingElse() {
        String version = PackagedHost.version();
        assertEquals(
                List.of(
                        "kernelpin-" + version + "-1.noarch.rpm",
                        "kernelpin-" + version + "-1.src.rpm",
                        "kernelpin-guard-drbd.rpm",
                        "python3-dnf-plugin-kernelpin-" + version + "-1.noarch.rpm"),
                PackagedHost.afterBuild());
    }

    @Test
    void aJavaThatFailsIsNoFailureOfThePackages() throws IOException, InterruptedException {
        PackagedHost host = PackagedHost.named("broken-java");
        Path java = host.resolve("usr/lib/jvm/java-17-openjdk/bin/java");
        Files.writeString(java, "#!/bin/sh\necho broken >>/var/log/java\nexit 1\n");
        Set<String> before = host.files();

        String installed = host.succeed("packages", "install", "kernelpin");

        assertFalse(installed.contains("scriptlet failed"), installed);
        assertTrue(host.javaCalls().contains("broken"));
        assertEquals(NEWER, host.versions());
        assertEquals("", host.verify());
        host.succeed("packages", "remove", "kernelpin");
        assertEquals(before, host.files());
    }

    @Test
    void removalLeavesNothing() throws IOException, InterruptedException {
        PackagedHost host = PackagedHost.named("removed");
        Set<String> before = host.files();

        host.succeed("packages", "install", "kernelpin");

        assertEquals(NEWER, host.versions());
        assertEquals("", host.verify());
        assertTrue(host.javaCalls().contains(WARMUP));
        assertTrue(Files.exists(host.resolve(ARCHIVE)));
        // dnf loads the plugin, and Python leaves bytecode beside it.
        host.succeed("packages", "repolist");
        assertTrue(host.files().stream().anyMatch(name -> name.matches(".*/kernelpin.*\\.pyc")));
        String removed = host.succeed("packages", "remove", "kernelpin");
        assertFalse(removed.contains(WARNING), removed);
        assertEquals(before, host.files());
    }

    @Test
    void removalOfThePluginAloneTakesBoth() throws IOException, InterruptedException {
        PackagedHost host = PackagedHost.named("plugin-removed");
        host.succeed("packages", "install", "kernelpin");

        host.succeed("packages", "remove", "python3-dnf-plugin-kernelpin");

        assertEquals(List.of(), host.versions());
    }

    @Test
    void removalWithPinsWarnsAndLeavesThemWithChangedConfiguration()
            throws IOException, InterruptedException {
        PackagedHost host = PackagedHost.named("removed-with-pins");
        Set<String> expected = new TreeSet<>(host.files());
        host.succeed("packages", "install", "kernelpin");
        host.write("etc/kernelpin/pins.d/drbd.toml", Resources.text("e2e/pins/drbd.toml"));
        host.replace(CONFIGURATION, "timeout = 30", "timeout = 600");

        String removed = host.succeed("packages", "remove", "kernelpin");

        assertTrue(removed.contains(WARNING), removed);
        expected.add("etc/kernelpin");
        expected.add("etc/kernelpin/pins.d");
        expected.add("etc/kernelpin/pins.d/drbd.toml");
        expected.add(CONFIGURATION + ".rpmsave");
        assertEquals(expected, host.files());
    }

    @Test
    void upgradesAndDowngradesKeepTheConfigurationAndMakeTheArchiveAnew()
            throws IOException, InterruptedException {
        PackagedHost host = PackagedHost.named("upgraded");
        host.succeed("packages-older", "install", "kernelpin");
        assertEquals(OLDER, host.versions());
        host.write("etc/kernelpin/pins.d/drbd.toml", Resources.text("e2e/pins/drbd.toml"));
        host.replace(CONFIGURATION, "timeout = 30", "timeout = 600");
        host.javaCalls();

        String upgraded = host.succeed("packages", "upgrade", "kernelpin");

        assertEquals(NEWER, host.versions());
        assertFalse(upgraded.contains(WARNING), upgraded);
        assertEquals("S.5....T.  c /" + CONFIGURATION + "\n", host.verify());
        assertTrue(Files.readString(host.resolve(CONFIGURATION)).contains("timeout = 600"));
        assertTrue(host.javaCalls().contains(WARMUP));
        String downgraded = host.succeed("packages-older", "downgrade", "kernelpin");
        assertEquals(OLDER, host.versions());
        assertFalse(downgraded.contains(WARNING), downgraded);
        assertEquals("S.5....T.  c /" + CONFIGURATION + "\n", host.verify());
        assertTrue(host.javaCalls().contains(WARMUP));
    }

    @Test
    void anotherJavaGetsItsArchive() throws IOException, InterruptedException {
        PackagedHost host = PackagedHost.named("java-upgraded");
        host.succeed("packages", "install", "kernelpin");
        host.javaCalls();

        host.succeed("java-newer", "upgrade", "java-17-openjdk-headless");

        assertEquals(
                List.of(WARMUP.replace("17.0.15", "17.0.16")),
                host.javaCalls(),
                "once for the transaction");
        assertTrue(Files.exists(host.resolve(ARCHIVE.replace("17.0.15", "17.0.16"))));
    }

    @Test
    void whatIsInstalledRefusesAKernelAndCanBeRepaired() throws IOException, InterruptedException {
        PackagedHost host = PackagedHost.named("refusing");
        host.succeed("packages", "install", "kernelpin");
        host.write("etc/kernelpin/pins.d/drbd.toml", Resources.text("e2e/pins/drbd.toml"));
        // The program is looked for on this host, and not in the root.
        host.replace(
                CONFIGURATION,
                "executable = /usr/bin/kernelpin",
                "executable = " + host.resolve("usr/bin/kernelpin"));

        DnfHost.Run refused = host.dnf("baseos-8.5", "upgrade");

        assertEquals(1, refused.status(), refused.out());
        assertTrue(
                refused.err()
                        .contains(
                                "Error: kernelpin: kernel 4.18.0-348.el8 is refused:"
                                        + " 1 pin does not allow it\n"),
                refused.err());
        assertTrue(refused.err().contains("rule: symbol-changed\n"), refused.err());
        host.succeed("updates-8.4", "upgrade");
        // Without its program nothing about kernels goes through, so that it must have been asked.
        Files.delete(host.resolve("usr/share/java/kernelpin/kernelpin.jar"));
        assertTrue(
                host.dnf("baseos-8.5", "upgrade")
                        .err()
                        .contains("kernelpin.jar is neither in " + host.resolve("usr/bin")));
        host.succeed("packages", "reinstall", "kernelpin");
        String judged = host.dnf("baseos-8.5", "upgrade").err();
        assertTrue(judged.contains("rule: symbol-changed\n"), judged);
    }

    @ParameterizedTest(name = "RHEL {0} with Python 3.{1}")
    @CsvSource({"8, 6", "9, 9", "10, 12"})
    void contentsAreTheSameForEachRelease(String release, String python)
            throws IOException, InterruptedException {
        for (String name : List.of("kernelpin", "python3-dnf-plugin-kernelpin")) {
            String contents =
                    contents(
                                    PackagedHost.PACKAGES.resolve(
                                            "packages-el%s/%s-%s-1.el%s.noarch.rpm"
                                                    .formatted(release, name, VERSION, release)))
                            .replace("python3." + python + "/", "python3.@/")
                            .replace("cpython-3" + python + ".", "cpython-3@.")
                            .replace(VERSION + "-1.el" + release, "@VERSION@-1.el@");
            Path actual = DnfHost.TARGET.resolve("packages-" + name + ".txt");
            Files.writeString(actual, contents);
            assertEquals(Resources.text("packages/" + name + ".txt"), contents);
        }
    }

    /** Whoever obsoletes the plugin brings every upgrade to a stop, where it is protected. */
    @Test
    void noPackageOfOursObsoletesAnything() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("rpm", "-qp", "--obsoletes"));
        try (Stream<Path> files = Files.list(PackagedHost.BUILT)) {
            files.map(Path::toString).filter(name -> name.endsWith(".rpm")).forEach(command::add);
        }
        assertEquals(6, command.size(), command.toString());

        assertEquals(new DnfHost.Run(0, "", ""), DnfHost.run(command, ""));
    }

    @Test
    void theDirectoryOfArchivesIsRootsAloneWhateverTheUmask()
            throws IOException, InterruptedException {
        PackagedHost host = PackagedHost.named("umask");
        List<String> command =
                new ArrayList<>(List.of("sh", "-c", "umask 000; exec dnf \"$@\"", "sh"));
        command.addAll(host.arguments("packages", "install", "kernelpin"));

        DnfHost.check(DnfHost.run(command, ""));

        assertEquals("rwxr-xr-x root root", host.access("var/cache/kernelpin"));
        assertTrue(Files.exists(host.resolve(ARCHIVE)));
        assertEquals("", host.verify());
        // rpm notices where somebody has changed that, and puts it right.
        Files.setPosixFilePermissions(
                host.resolve("var/cache/kernelpin"), PosixFilePermissions.fromString("rwxrwxrwx"));
        assertEquals(".M.......    /var/cache/kernelpin\n", host.verify());
        host.succeed("packages", "reinstall", "kernelpin");
        assertEquals("rwxr-xr-x root root", host.access("var/cache/kernelpin"));
    }

    /** Modes, flags and names of the files, and what the package needs, provides and obsoletes. */
    private static String contents(Path rpm) throws IOException, InterruptedException {
        DnfHost.Run run =
                DnfHost.run(
                        List.of(
                                "rpm",
                                "-qp",
                                "--qf",
                                "[%{filemodes:perms} %{fileusername} %{fileflags:fflags} %{filenames}\n]"
                                        + "[requires %{requirenevrs}\n][provides %{providenevrs}\n]"
                                        + "[obsoletes %{obsoletenevrs}\n]",
                                rpm.toString()),
                        "");
        DnfHost.check(run);
        // These depend on the rpmbuild that was used, not on the spec.
        return run.out().replaceAll("requires (rpmlib|python)\\(.*\n", "");
    }
}
