package io.github.kernelpin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.kernelpin.Resources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher on the JDKs of this machine, and the archives that it starts from. */
final class JdksIT {

    private static final String LAUNCHER = "scripts/kernelpin";
    private static final Path JDK = Path.of(System.getProperty("java.home"));
    private static final String FROM_ARCHIVE = " source: shared objects file (top)";

    @TempDir private Path scratch = Path.of("");
    private String request = "";

    @BeforeEach
    void writePins() throws IOException {
        Path pins = Files.createDirectory(scratch.resolve("pins.d"));
        Files.writeString(pins.resolve("sample.toml"), sample("warmup-pin.toml"));
        request = sample("warmup-request.json").replace("@PINS@", pins.toString());
    }

    private static String sample(String name) {
        return Resources.text("io/github/kernelpin/cli/command/" + name);
    }

    @Test
    void everyJdkGivesTheSameVerdictFromItsOwnArchive() throws IOException, InterruptedException {
        Map<String, Path> jdks = jdks();
        assumeTrue(jdks.size() > 1, "only one JDK is installed");
        List<Path> archives = new ArrayList<>();
        for (Path home : jdks.values()) {
            DnfHost.Run made = run(home, LAUNCHER, "warmup");
            DnfHost.check(made);
            archives.add(Path.of(made.out().strip()));
        }

        for (Path archive : archives) {
            assertTrue(Files.exists(archive), archive + " was removed for another JDK's");
        }
        DnfHost.Run expected = run(JDK, LAUNCHER, "hook");
        assertEquals(3, expected.status(), expected.err());
        for (Path home : jdks.values()) {
            assertEquals(expected, run(home, LAUNCHER, "hook"), home.toString());
        }
    }

    @Test
    void theInstalledLauncherTakesItsClassesFromTheArchive()
            throws IOException, InterruptedException {
        assumeTrue(
                DnfHost.program("unshare", "--mount", "true").status() == 0,
                "mount namespaces are not to be had here");
        PackagedHost.prepare();
        PackagedHost host = PackagedHost.named("archive");
        host.succeed("packages", "install", "kernelpin");

        List<String> without = classes(host, "rm -f /var/cache/kernelpin/*");
        assertEquals(List.of(), without.stream().filter(line -> isArchived(line)).toList());
        List<String> with = classes(host, "\"$launcher\" warmup");

        assertFalse(with.isEmpty());
        assertEquals(List.of(), with.stream().filter(line -> !isArchived(line)).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"000", "022", "077"})
    void anArchiveIsItsOwnersToWriteAndEverybodysToReadWhateverTheUmask(String umask)
            throws IOException, InterruptedException {
        Path archives = scratch.resolve("target/cds");
        DnfHost.check(
                DnfHost.program("cp", "-r", "--parents", LAUNCHER, "target/lib", scratch + ""));

        DnfHost.Run made =
                DnfHost.program(
                        "sh",
                        "-c",
                        "umask " + umask + "; exec \"$1\" warmup",
                        "sh",
                        scratch.resolve(LAUNCHER).toString());

        DnfHost.check(made);
        assertEquals("rwxr-xr-x", mode(archives));
        assertEquals("rw-r--r--", mode(Path.of(made.out().strip())));
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private static boolean isArchived(String line) {
        return line.endsWith(FROM_ARCHIVE);
    }

    /**
     * The classes of kernelpin that its hook has loaded, and where from. The installed launcher
     * looks for the archive in the machine's own /var/cache, which a namespace replaces; Java is
     * called through a script that has it write down what it loads.
     */
    private List<String> classes(PackagedHost host, String preparation)
            throws IOException, InterruptedException {
        Path home = Files.createDirectories(scratch.resolve("jdk"));
        Path log = scratch.resolve("classes.log");
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), Files.readString(JDK.resolve("release")));
        Path java = home.resolve("bin/java");
        Files.writeString(
                java,
                """
                #!/bin/sh
                for word; do
                    shift
                    [ "$word" != -cp ] || set -- "$@" -Xlog:class+load:file=%s
                    set -- "$@" "$word"
                done
                exec %s/bin/java "$@"
                """
                        .formatted(log, JDK));
        assertTrue(java.toFile().setExecutable(true));
        String script =
                """
                set -eu
                launcher=$1/usr/bin/kernelpin
                mount --bind "$1/var/cache" /var/cache
                export JAVA_HOME="$2"
                %s >/dev/null
                JAVA_HOME=$3
                "$launcher" hook
                """
                        .formatted(preparation);
        DnfHost.Run run =
                DnfHost.run(
                        List.of(
                                "unshare",
                                "--mount",
                                "--propagation",
                                "private",
                                "sh",
                                "-c",
                                script,
                                "sh",
                                host.resolve("").toString(),
                                JDK.toString(),
                                home.toString()),
                        request);
        assertEquals(3, run.status(), run.out() + run.err());
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.contains(" io.github.kernelpin.")).toList();
        }
    }

    /** The JDKs that the launcher accepts, one for each build. */
    private static Map<String, Path> jdks() throws IOException {
        Map<String, Path> jdks = new TreeMap<>();
        try (var homes = Files.newDirectoryStream(Path.of("/usr/lib/jvm"))) {
            for (Path home : homes) {
                Path release = home.resolve("release");
                if (Files.exists(release) && Files.exists(home.resolve("bin/java"))) {
                    String text = Files.readString(release);
                    if (text.matches("(?s).*\\bJAVA_VERSION=\"(1[7-9]|[2-9]\\d).*")) {
                        jdks.put(text, home);
                    }
                }
            }
        }
        return jdks;
    }

    private DnfHost.Run run(Path home, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("env", "JAVA_HOME=" + home));
        command.addAll(List.of(words));
        return DnfHost.run(command, request);
    }
}
