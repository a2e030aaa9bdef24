package io.github.kernelpin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kernelpin.Resources;
import io.github.kernelpin.cli.Main;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code kernelpin dry-run} and {@code record} change nothing on a host, whatever dnf is told:
 * every file but those of dnf's cache has the mode and content that it had before.
 */
final class UnchangedHostIT {

    /** What dnf writes whenever it runs: its cache, and the logs that no option stops. */
    private static final Set<Path> WRITTEN_BY_DNF =
            Set.of(
                    Path.of("var/cache/dnf"),
                    Path.of("var/log/dnf.librepo.log"),
                    Path.of("var/log/dnf.rpm.log"),
                    Path.of("var/log/hawkey.log"),
                    Path.of("root/.rpmdb"));

    /** Where the launcher of tests notes that it was run. */
    private static final Path NOTE = Path.of("jvm");

    private static DnfHost host;

    @BeforeAll
    static void makeHost() throws IOException, InterruptedException {
        DnfHost.prepare();
        System.setProperty("kernelpin.launcher", "scripts/kernelpin");
        Path ways = DnfHost.TARGET.resolve("unchanged");
        DnfHost.check(DnfHost.program("rm", "-rf", ways.toString()));
        makeRepository(ways.resolve("groups"), "--groupfile=" + Resources.path("ways/comps.xml"));
        Path modules = makeRepository(ways.resolve("modules"), "--quiet");
        DnfHost.check(
                DnfHost.program(
                        "modifyrepo_c",
                        Resources.path("ways/modules.yaml").toString(),
                        modules.resolve("repodata").toString()));
        host = DnfHost.copyOf("base", "unchanged");
        host.configure(
                List.of("baseos-8.4", "baseos-8.5"),
                """
                assumeyes=1
                defaultyes=1
                destdir=@ROOT@/made-by-destdir
                debug_solver=1
                [groups]
                name=groups
                baseurl=file://%1$s/groups
                [modules]
                name=modules
                baseurl=file://%1$s/modules
                """
                        .formatted(ways));
        host.write("etc/kernelpin/pins.d/drbd.toml", Resources.text("e2e/pins/drbd.toml"));
        host.shell("cp etc/dnf/dnf.conf etc/other.conf");
        // What groups, modules and the history can be asked to take back.
        arrange("install vim-minimal");
        arrange("remove tar");
        arrange("group install tools");
        arrange("module enable plant:8.5");
        arrange("history store last -o @ROOT@/stored.json");
    }

    private static Path makeRepository(Path repository, String option)
            throws IOException, InterruptedException {
        Files.createDirectories(repository);
        Files.createSymbolicLink(
                repository.resolve("packages"), DnfHost.REPOSITORIES.resolve("baseos-8.5"));
        DnfHost.check(DnfHost.program("createrepo_c", "--quiet", option, repository.toString()));
        return repository;
    }

    private static void arrange(String words) throws IOException, InterruptedException {
        DnfHost.check(
                host.dnf(
                        List.of(
                                ("-y --setopt=destdir= --setopt=debug_solver=0"
                                                + " --disableplugin=kernelpin "
                                                + words)
                                        .split(" ", -1)),
                        ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "upgrade",
                "upgrade -qbx tzdata --setopt=tsflags=nodocs -c @ROOT@/etc/other.conf",
                "upgrade --downloadonly --setopt=keepcache=1 --nobest --refresh",
                "upgrade --setopt=main.best=0 --setopt=*.countme=1",
                "upgrade-minimal",
                "up-min",
                "update curl",
                "update-to kernel-4.18.0-348.el8",
                "localupdate curl",
                "install tar",
                "install-n tar",
                "install @tools",
                "install @plant:8.5/tools",
                "localinstall @REPOSITORIES@/baseos-8.5/curl-1.0-2.el8.noarch.rpm",
                "in kernel-4.18.0-348.el8",
                "downgrade curl",
                "dg curl",
                "reinstall rsync",
                "rei kmod-drbd",
                "distro-sync",
                "dsync curl",
                "remove kernel-core kmod-drbd",
                "remove --oldinstallonly",
                "remove --duplicates",
                "rm rsync",
                "erase-nevra rsync-1.0-1.el8.noarch",
                "autoremove",
                "autoremove rsync",
                "swap rsync tar",
                "group install tools",
                "group upgrade tools",
                "group remove tools",
                "grp erase tools",
                "groupinstall plant",
                "groupremove tools",
                "groupupdate tools",
                "history undo last",
                "history redo last",
                "hist redo 3",
                "history rollback 1",
                "history replay @ROOT@/stored.json",
                "module enable plant:8.5",
                "module disable plant",
                "module reset plant",
                "module install plant:8.5/tools",
                "module update plant",
                "module remove plant",
                "module switch-to plant:8.5",
            })
    void dryRunChangesNothing(String arguments) throws IOException, InterruptedException {
        Map<Path, String> before = files();
        List<String> here = namesHere();

        DnfHost.Run run = kernelpin("dry-run --root @ROOT@ -- " + arguments);

        assertEquals(here, namesHere());
        assertEquals(Set.of(), changed(before, files()), run.out() + run.err());
        assertTrue(List.of(0, 3, 4).contains(run.status()), run.out() + run.err());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "upgrade -y --setopt=assumeno=0 --noplugins",
                "upgrade --assumey",
                "upgrade --setopt=assumeno=0",
                "upgrade --destdir=@ROOT@/made",
                "upgrade -- -y",
                "mark remove rsync",
                "clean all",
                "shell",
                "history userinstalled",
                "history store 1 -o @ROOT@/made.json",
                "module list",
                "versionlock add rsync",
                "config-manager --save --setopt=best=0",
            })
    void whatIsRefusedIsNotRun(String arguments) throws IOException, InterruptedException {
        Map<Path, String> before = files();

        DnfHost.Run run = kernelpin("dry-run --root @ROOT@ -- " + arguments);

        assertEquals(2, run.status(), run.out() + run.err());
        assertEquals(Set.of(), changed(before, files()));
        DnfHost.Run record = kernelpin("record --root @ROOT@ -o @ROOT@/no.json -- " + arguments);
        assertEquals(2, record.status(), record.out() + record.err());
        assertEquals(Set.of(), changed(before, files()));
    }

    /** Runs kernelpin in this JVM: to start one for each would take as long as all the rest. */
    private static DnfHost.Run kernelpin(String arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status =
                Main.run(
                        host.inPlace(arguments).split(" ", -1),
                        InputStream.nullInputStream(),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8));
        return new DnfHost.Run(
                status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void checkChangesNothing() throws IOException, InterruptedException {
        Map<Path, String> before = files();
        List<String> here = namesHere();

        DnfHost.Run run = kernelpin("check --root @ROOT@ --all-available");

        assertEquals(3, run.status(), run.out() + run.err());
        assertEquals(Set.of(), changed(before, files()), run.out() + run.err());
        assertEquals(here, namesHere());
    }

    /** Where dnf would put what it has to say for debugging. */
    private static List<String> namesHere() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(""))) {
            return files.map(Path::toString).sorted().toList();
        }
    }

    @Test
    void withoutItsOptionsTheSameWouldHaveChangedTheHost()
            throws IOException, InterruptedException {
        DnfHost other = host.copy("unchanged-but-for-this");
        DnfHost.check(
                DnfHost.program(
                        "sed",
                        "-i",
                        "s|" + host.root() + "|" + other.root() + "|",
                        other.root() + "/etc/dnf/dnf.conf"));
        Map<Path, String> before = files(other.root());

        DnfHost.check(other.dnfIn("cd @ROOT@ && exec \"$@\"", "upgrade tzdata"));

        Set<Path> changed = changed(before, files(other.root()));
        assertTrue(changed.contains(Path.of("made-by-destdir")), changed.toString());
        assertTrue(changed.contains(Path.of("var/lib/dnf/history.sqlite")), changed.toString());
    }

    private static Map<Path, String> files() throws IOException {
        return files(host.root());
    }

    private static Map<Path, String> files(Path root) throws IOException {
        Map<Path, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : (Iterable<Path>) all::iterator) {
                Path inside = root.relativize(file);
                if (!inside.equals(NOTE) && WRITTEN_BY_DNF.stream().noneMatch(inside::startsWith)) {
                    Object mode = Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS);
                    files.put(inside, mode + " " + content(file));
                }
            }
        }
        assertTrue(files.size() > 50, files.size() + " files are on the host");
        return files;
    }

    private static String content(Path file) throws IOException {
        if (Files.isSymbolicLink(file)) {
            return Files.readSymbolicLink(file).toString();
        }
        if (!Files.isRegularFile(file)) {
            return "";
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return new BigInteger(1, digest.digest(Files.readAllBytes(file))).toString(16);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static Set<Path> changed(Map<Path, String> before, Map<Path, String> after) {
        Set<Path> changed = new TreeSet<>(before.keySet());
        changed.addAll(after.keySet());
        changed.removeIf(file -> String.valueOf(before.get(file)).equals(after.get(file)));
        return changed;
    }
}
