package io.github.kernelpin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.kernelpin.Resources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The ways to the kernel of the next minor that dnf's own commands have besides those of {@link
 * DnfIT}: each is refused, and an ordinary package passes the same way.
 */
@Execution(ExecutionMode.CONCURRENT)
final class WaysInIT {

    private static final Path REPOSITORIES = DnfHost.TARGET.resolve("ways");

    @BeforeAll
    static void buildPackagesAndHost() throws IOException, InterruptedException {
        DnfHost.prepare();
        DnfHost.check(DnfHost.program("rm", "-rf", REPOSITORIES.toString()));
        makeRepository("groups", "--groupfile=" + Resources.path("ways/comps.xml"));
        Path modules = makeRepository("modules");
        DnfHost.check(
                DnfHost.program(
                        "modifyrepo_c",
                        Resources.path("ways/modules.yaml").toString(),
                        modules.resolve("repodata").toString()));
    }

    /** Makes a repository with the packages of baseos-8.5. */
    private static Path makeRepository(String name, String... options)
            throws IOException, InterruptedException {
        Path repository = Files.createDirectories(REPOSITORIES.resolve(name));
        Files.createSymbolicLink(
                repository.resolve("packages"), DnfHost.REPOSITORIES.resolve("baseos-8.5"));
        List<String> command = new ArrayList<>(List.of("createrepo_c", "--quiet"));
        command.addAll(List.of(options));
        command.add(repository.toString());
        DnfHost.check(DnfHost.run(command, ""));
        return repository;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run",
                "ts run",
                "ts list\nts run",
                "resolvedep\nrun",
                "transaction reset\nupgrade\ntransaction run",
                "config plugins 0\nrun",
                "repo disable baseos-8.5\nrepo enable baseos-8.5\nupgrade\nrun"
            })
    void dnfShellEndsAtARefusalAndWhateverFollowsIsNotRun(String lines)
            throws IOException, InterruptedException {
        PinnedHost host = PinnedHost.named("shell-" + lines.hashCode(), "baseos-8.5");

        DnfHost.Run run =
                host.dnf("shell", "upgrade\n" + lines + "\nrun\nts run\nupgrade curl\nrun\n");

        host.assertRefuses(Refusal.ofKernel("baseos-8.5"), run);
    }

    @Test
    void aScriptOfDnfShellEndsAtARefusal() throws IOException, InterruptedException {
        PinnedHost host = PinnedHost.named("script", "baseos-8.5");
        host.write("script", "upgrade kernel\nrun\nupgrade curl\nrun\n");

        host.assertRefuses(
                Refusal.ofKernel("baseos-8.5"), host.dnf("shell " + host.root() + "/script"));
    }

    @Test
    void whatDnfShellRanBeforeARefusalStays() throws IOException, InterruptedException {
        PinnedHost host = PinnedHost.named("shell-before", "baseos-8.5");

        DnfHost.Run run = host.dnf("shell", "upgrade curl\nrun\nupgrade\nrun\nupgrade tar\nrun\n");

        assertEquals("Error: " + Refusal.ofKernel("baseos-8.5") + "\n", host.readable(run.err()));
        assertEquals(1, run.status());
        assertEquals(PinnedHost.CURL, host.changes());
    }

    @Test
    void historyBringsNoRefusedKernelBack() throws IOException, InterruptedException {
        PinnedHost host = PinnedHost.notYetPinned("history", "", "baseos-8.4", "baseos-8.5");
        host.arrange("install kernel-4.18.0-348.el8");
        host.arrange("remove kernel-core-4.18.0-348.el8");
        host.arrange("history store 2 -o " + host.root() + "/stored.json");
        host.pin();

        for (String command :
                List.of("undo 3", "redo 2", "replay " + host.root() + "/stored.json")) {
            host.assertRefuses(Refusal.ofKernel("baseos-8.5"), host.dnf("history " + command));
        }

        DnfHost.Run rollback = host.dnf("history rollback 2");
        assertEquals(Set.of(), host.changes());
        if (rollback.status() != 0) {
            // dnf 4.23 ends well here without having tried to bring the kernel back.
            host.assertRefuses(Refusal.ofKernel("baseos-8.5"), rollback);
        }
    }

    @Test
    void historyUndoesAndRedoesAnOrdinaryTransaction() throws IOException, InterruptedException {
        PinnedHost host = PinnedHost.named("history-ordinary", "baseos-8.4", "baseos-8.5");
        host.assertUpgradesCurl(host.dnf("upgrade curl"));
        DnfHost.check(host.dnf("history undo last"));
        assertEquals(Set.of(), host.changes());
        host.assertUpgradesCurl(host.dnf("history redo 2"));
    }

    @Test
    void whatWasDownloadedBeforeThePinIsNotInstalledOffline()
            throws IOException, InterruptedException {
        PinnedHost host;
        try (RepositoryServer server = RepositoryServer.of("baseos-8.5")) {
            host = PinnedHost.notYetPinned("offline", server.configuration("remote"));
            DnfHost.check(host.dnf("upgrade --downloadonly"));
        }
        host.pin();

        host.assertRefuses(
                Refusal.ofUpgrade("remote", "dnf upgrade --installroot=@ROOT@ -C -y"),
                host.dnf("-C upgrade"));
        host.assertUpgradesCurl(host.dnf("-C upgrade curl"));
    }

    @Test
    void aRepositoryThatIsEnabledForOneCommandIsJudged() throws IOException, InterruptedException {
        PinnedHost host = PinnedHost.named("enablerepo");
        String url = "file://" + DnfHost.REPOSITORIES + "/baseos-8.5";

        host.assertRefuses(
                Refusal.ofUpgrade(
                        "baseos-8.5",
                        "dnf upgrade --installroot=@ROOT@ --enablerepo=baseos-8.5 -y"),
                host.dnf("--enablerepo=baseos-8.5 upgrade"));
        host.assertRefuses(
                Refusal.ofUpgrade(
                        "other",
                        "dnf upgrade --installroot=@ROOT@"
                                + " --repofrompath=other,file://@REPOSITORIES@/baseos-8.5 -y"),
                host.dnf("--repofrompath=other," + url + " upgrade"));
        host.assertUpgradesCurl(host.dnf("--enablerepo=baseos-8.5 upgrade curl"));
    }

    @Test
    void aPackageThatIsNamedByItsUrlIsJudged() throws IOException, InterruptedException {
        PinnedHost host = PinnedHost.named("url");
        String url = "file://" + DnfHost.REPOSITORIES;

        host.assertRefuses(
                Refusal.ofKernelCore("a local file"),
                host.dnf("install " + url + "/baseos-8.5/kernel-core-4.18.0-348.el8.x86_64.rpm"));
        host.assertUpgradesCurl(
                host.dnf(
                        "install %s/ordinary/curl-1.0-2.el8.noarch.rpm %s/ordinary/openssl-libs-1.0-2.el8.noarch.rpm"
                                .replace("%s", url)));
    }

    @Test
    void aSwapForTheKernelIsRefused() throws IOException, InterruptedException {
        PinnedHost host = PinnedHost.named("swap", "baseos-8.5");

        host.assertRefuses(Refusal.ofKernelCore("baseos-8.5"), host.dnf("swap chrony kernel-core"));
        host.assertUpgradesCurl(host.dnf("swap curl-1.0-1.el8 curl-1.0-2.el8"));
    }

    @Test
    void aGroupWithTheKernelIsRefused() throws IOException, InterruptedException {
        PinnedHost host = PinnedHost.notYetPinned("group", configuration("groups"));
        // With libcomps 0.1.21 and Python 3.13 dnf crashes on any group, before it solves anything.
        assumeTrue(host.dnf("group list --disableplugin=kernelpin").status() == 0);
        host.arrange("remove kernel-modules-extra");
        host.pin();

        host.assertRefuses(Refusal.ofKernel("groups"), host.dnf("group install plant"));
        host.assertUpgradesCurl(host.dnf("group install tools"));
    }

    @Test
    void aModuleWithTheKernelIsRefused() throws IOException, InterruptedException {
        PinnedHost host = PinnedHost.notYetPinned("module", configuration("modules"));
        host.pin();

        host.assertRefuses(
                Refusal.ofKernel("modules"), host.dnf("module install plant:8.5/default"));
        host.assertUpgradesCurl(host.dnf("module install plant:8.5/tools"));
    }

    private static String configuration(String repository) {
        return "[%s]\nname=%s\nbaseurl=file://%s\n"
                .formatted(repository, repository, REPOSITORIES.resolve(repository));
    }
}
