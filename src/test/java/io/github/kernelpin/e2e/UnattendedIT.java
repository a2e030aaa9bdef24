package io.github.kernelpin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.kernelpin.Resources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Upgrades that nobody watches, with pins that hold: of RHEL 8.5, with advisories and groups. */
@Execution(ExecutionMode.CONCURRENT)
final class UnattendedIT {

    private static final Path REPOSITORIES = DnfHost.TARGET.resolve("unattended");

    private static final String LINE =
            "kernelpin: held back, nothing else to do: kernel 4.18.0-348.el8 (pin drbd),"
                    + " withholds 1 security advisory\n";

    private static final String PARAGRAPH =
            """
            kernelpin: held back, the rest goes ahead: kernel 4.18.0-348.el8
              outside pin drbd: 4.18.0-305.* (RHEL 8.4)
              kmod-drbd-9.1.2-1.el8 would not load: 1 of 3 symbols changed
                because: DRBD 9.1.2 was tested on RHEL 8.4
                pin: @ROOT@/etc/kernelpin/pins.d/drbd.toml:1
            """;

    private static final String COST =
            """
              withheld: 1 security advisory:
                RHSA-2021:4647 Important: CVE-2021-20317, CVE-2021-43267
              what to do: kernelpin explain hold
            """;

    private static final String ALL_PARTS =
            """
              with it: kernel-4.18.0-348.el8, kernel-modules-4.18.0-348.el8,
                  kernel-modules-extra-4.18.0-348.el8
            """;

    private static final String SOME_PARTS =
            "  with it: kernel-4.18.0-348.el8, kernel-modules-4.18.0-348.el8\n";

    @BeforeAll
    static void buildPackagesAndHost() throws IOException, InterruptedException {
        DnfHost.prepare();
        DnfHost.check(DnfHost.program("rm", "-rf", REPOSITORIES.toString()));
        makeRepository("advisories", "updateinfo.xml");
        // What belongs to a stream of a module comes with it alone.
        makeRepository("streams", "modules.yaml");
    }

    /** Makes a repository with the packages of baseos-8.5, groups of them, and further metadata. */
    private static void makeRepository(String name, String metadata)
            throws IOException, InterruptedException {
        Path repository = Files.createDirectories(REPOSITORIES.resolve(name));
        Files.createSymbolicLink(
                repository.resolve("packages"), DnfHost.REPOSITORIES.resolve("baseos-8.5"));
        DnfHost.check(
                DnfHost.program(
                        "createrepo_c",
                        "--quiet",
                        "--groupfile=" + Resources.path("ways/comps.xml"),
                        repository.toString()));
        DnfHost.check(
                DnfHost.program(
                        "modifyrepo_c",
                        Resources.path("ways/" + metadata).toString(),
                        repository.resolve("repodata").toString()));
    }

    private static PinnedHost host(String name) throws IOException, InterruptedException {
        return host(name, "advisories");
    }

    private static PinnedHost host(String name, String repository)
            throws IOException, InterruptedException {
        PinnedHost host =
                PinnedHost.notYetPinned(
                        "unattended-" + name,
                        "[%s]\nname=%s\nbaseurl=file://%s\n"
                                .formatted(
                                        repository, repository, REPOSITORIES.resolve(repository)));
        host.hold();
        return host;
    }

    @Test
    void theRestOfAnUpgradeGoesInAndTheNextRunSaysInOneLineWhatIsHeld()
            throws IOException, InterruptedException {
        PinnedHost host = host("twice");
        host.pin();

        DnfHost.Run first = host.dnf("upgrade");
        assertEquals(PARAGRAPH + ALL_PARTS + COST, host.readable(first.err()));
        assertEquals(0, first.status());
        assertTrue(host.changes().containsAll(PinnedHost.CURL));
        assertTrue(host.changes().contains("+kernel-headers-4.18.0-348.el8.x86_64"));
        assertHasNoKernel(host);

        Set<String> changes = host.changes();
        for (String again : List.of("upgrade", "upgrade -q", "upgrade kernel", "install kernel")) {
            DnfHost.Run next = host.dnf(again);
            assertEquals(LINE, next.err(), again);
            assertEquals(0, next.status(), again);
        }
        assertEquals(changes, host.changes());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "upgrade --security",
                "upgrade --advisory=RHSA-2021:4647,RHSA-2021:1111",
                "upgrade-minimal --security"
            })
    void securityUpdatesGoInWithoutTheKernel(String words)
            throws IOException, InterruptedException {
        PinnedHost host = host("security-" + words.replaceAll("\\W+", "-"));
        host.pin();

        DnfHost.Run run = host.dnf(words);

        assertEquals(PARAGRAPH + SOME_PARTS + COST, host.readable(run.err()));
        assertEquals(0, run.status());
        assertTrue(host.changes().containsAll(PinnedHost.CURL), host.changes().toString());
        assertHasNoKernel(host);
    }

    @Test
    void whatIsNamedByVersionFails() throws IOException, InterruptedException {
        PinnedHost host = host("named");
        host.pin();

        DnfHost.Run run = host.dnf("upgrade curl kernel-4.18.0-348.el8");

        assertTrue(
                run.err()
                        .contains(
                                "  Nothing is held back: kernel-4.18.0-348.el8 was asked for by name\n"),
                run.err());
        assertEquals(1, run.status());
        assertEquals(Set.of(), host.changes());
    }

    @Test
    void anUpgradeOfAGroupKeepsTheGroup() throws IOException, InterruptedException {
        PinnedHost host = host("group");
        // With libcomps 0.1.21 and Python 3.13 dnf crashes on any group, before it solves anything.
        assumeTrue(host.dnf("group list --disableplugin=kernelpin").status() == 0);
        host.pin();

        for (String words : List.of("group install both", "group upgrade both")) {
            DnfHost.Run run = host.dnf(words);

            assertTrue(host.readable(run.err()).startsWith("kernelpin: held back, "), run.err());
            assertEquals(0, run.status());
        }
        assertEquals(PinnedHost.CURL, host.changes());
        assertTrue(host.dnf("group list --installed").out().contains("   Both\n"));
        String history = host.dnf("history info last").out();
        assertTrue(history.contains("Upgrade") && history.contains("@both"), history);
        assertFalse(history.contains("348"), history);
    }

    @Test
    void aStreamOfAModuleGoesInWithoutTheKernel() throws IOException, InterruptedException {
        PinnedHost host = host("stream", "streams");
        host.pin();

        DnfHost.check(host.dnf("module enable plant:8.5"));
        DnfHost.Run run = host.dnf("upgrade");

        assertTrue(run.err().startsWith("kernelpin: held back, "), run.err());
        assertEquals(0, run.status());
        assertHasNoKernel(host);
    }

    @Test
    void nothingThatIsHeldIsDownloaded() throws IOException, InterruptedException {
        PinnedHost host;
        try (RepositoryServer server = RepositoryServer.of("baseos-8.5")) {
            host = PinnedHost.notYetPinned("unattended-downloads", server.configuration("remote"));
            host.hold();
            host.pin();
            DnfHost.Run run = host.dnf("upgrade --downloadonly");
            assertEquals(0, run.status(), run.err());
        }

        try (Stream<Path> files = Files.walk(host.root().resolve("var/cache/dnf"))) {
            List<String> downloaded =
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".rpm"))
                            .toList();
            assertTrue(downloaded.contains("curl-1.0-2.el8.noarch.rpm"), downloaded.toString());
            assertFalse(
                    downloaded.contains("kernel-core-4.18.0-348.el8.x86_64.rpm"),
                    downloaded.toString());
        }
        // What has been downloaded goes in without the server.
        DnfHost.check(host.dnf("-C upgrade"));
        assertTrue(host.changes().containsAll(PinnedHost.CURL));
        assertHasNoKernel(host);
    }

    private static void assertHasNoKernel(PinnedHost host)
            throws IOException, InterruptedException {
        Set<String> changes = host.changes();
        assertFalse(changes.contains("+kernel-core-4.18.0-348.el8.x86_64"), changes.toString());
        assertFalse(changes.contains("+kernel-4.18.0-348.el8.x86_64"), changes.toString());
    }
}
