package io.github.kernelpin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.kernelpin.Resources;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * What kernelpin's file in {@code /etc/dnf/protected.d} means to the real dnf.
 *
 * <p>dnf reads that directory of the machine that it runs on, also with {@code --installroot}. So
 * each dnf here runs in a mount namespace in which the root's directory is the machine's; nothing
 * is said to dnf of it.
 */
@Execution(ExecutionMode.CONCURRENT)
final class ProtectedPackagesIT {

    private static final String JAVA = "java-17-openjdk-headless";
    private static final String PLUGIN = "python3-dnf-plugin-kernelpin";

    /** As the page about installation gives it. */
    private static final String ON_PURPOSE = "--setopt=protected_packages=";

    private static PackagedHost installed;

    private PackagedHost host;

    @BeforeAll
    static void buildAndInstallPackages() throws IOException, InterruptedException {
        assumeTrue(
                DnfHost.program("unshare", "--mount", "true").status() == 0,
                "mount namespaces are not to be had here");
        PackagedHost.prepare();
        installed = PackagedHost.named("protected");
        installed.succeed("packages", "install", "kernelpin");
    }

    @BeforeEach
    void copyWhatIsInstalled(TestInfo test) throws IOException, InterruptedException {
        host = installed.copy("protected-" + test.getTestMethod().orElseThrow().getName());
    }

    @Test
    void removingWhatKernelpinNeedsIsRefusedInDnfsOwnWords()
            throws IOException, InterruptedException {
        assertRefused("kernelpin", protectedDnf("packages", "remove", JAVA));
        assertRefused(PLUGIN, protectedDnf("packages", "remove", "python3-dnf"));
        assertRefused("kernelpin", protectedDnf("packages", "remove", PLUGIN));
        assertRefused("kernelpin, " + PLUGIN, protectedDnf("packages", "remove", "kernelpin"));
    }

    /** The same as root's own dnf on the machine itself, which is not told to change anything. */
    @Test
    void removingJavaFromTheHostItselfIsRefused() throws IOException, InterruptedException {
        DnfHost.Run run =
                DnfHost.dnfOfTheMachine(
                        host.resolve(""), "--repo=packages", "--assumeno", "remove", JAVA);

        assertEquals(refusal("kernelpin"), run.err());
    }

    /** That is why the other tests need their namespace. */
    @Test
    void whatAnInstallrootProtectsIsNothingToDnf() throws IOException, InterruptedException {
        host.succeed("packages", "remove", JAVA);

        assertEquals(List.of(), host.versions());
    }

    @Test
    void autoremoveTakesKernelpinNeitherAsARequirementNorWithOne()
            throws IOException, InterruptedException {
        DnfHost.check(protectedDnf("packages", "autoremove"));
        assertEquals(2, host.versions().size());

        DnfHost.check(protectedDnf("packages", "mark", "remove", "kernelpin"));
        assertRefused("kernelpin, " + PLUGIN, protectedDnf("packages", "autoremove"));

        DnfHost.check(protectedDnf("packages", "mark", "install", "kernelpin"));
        DnfHost.check(protectedDnf("packages", "autoremove"));
        assertEquals(2, host.versions().size());
    }

    @Test
    void aPackageThatObsoletesThePluginStopsAnUpgradeAndExcludedLetsTheRestThrough()
            throws IOException, InterruptedException {
        String repositories = "obsoleting,java-newer";

        assertRefused(PLUGIN, protectedDnf(repositories, "upgrade"));
        // What dnf suggests is of no use.
        assertRefused(PLUGIN, protectedDnf(repositories, "upgrade", "--nobest"));
        assertRefused(PLUGIN, protectedDnf(repositories, "upgrade", "--skip-broken"));
        assertRefused(PLUGIN, protectedDnf(repositories, "upgrade", "--allowerasing"));
        assertRefused(PLUGIN, protectedDnf(repositories, "distro-sync"));
        assertEquals(
                "other-dnf-plugin-0:1-1.noarch\n",
                protectedDnf(repositories, "-q", "repoquery", "--whatobsoletes", PLUGIN).out());
        DnfHost.Run run = protectedDnf(repositories, "upgrade", "--exclude=other-dnf-plugin");

        DnfHost.check(run);
        assertTrue(run.out().contains(JAVA + "-17.0.16-1.x86_64"), run.out());
        assertEquals(2, host.versions().size());
    }

    /** Or else the case above would show nothing. */
    @Test
    void whereItIsNotProtectedThatPackageTakesThePluginsPlace()
            throws IOException, InterruptedException {
        host.succeed("obsoleting,java-newer", "upgrade");

        assertEquals(List.of("kernelpin-" + PackagedHost.version() + "-1.noarch"), host.versions());
    }

    @Test
    void upgradesDowngradesAndReinstallationsAreNoRemovals()
            throws IOException, InterruptedException {
        DnfHost.check(protectedDnf("packages-older", "downgrade", "kernelpin"));
        DnfHost.check(protectedDnf("packages", "upgrade"));
        DnfHost.check(protectedDnf("packages", "reinstall", "kernelpin", PLUGIN));
        DnfHost.check(protectedDnf("java-newer", "upgrade"));

        assertEquals("", host.verify());
    }

    @Test
    void removedOnPurposeItLeavesThePinsAndSaysSo() throws IOException, InterruptedException {
        host.write("etc/kernelpin/pins.d/drbd.toml", Resources.text("e2e/pins/drbd.toml"));

        DnfHost.Run run = protectedDnf("packages", "remove", ON_PURPOSE, "kernelpin");

        DnfHost.check(run);
        assertTrue(
                run.out()
                        .contains(
                                "kernelpin: dnf no longer keeps to the pins in /etc/kernelpin/pins.d"),
                run.out());
        assertEquals(List.of(), host.versions());
        assertTrue(host.files().contains("etc/kernelpin/pins.d/drbd.toml"));
        assertFalse(host.files().contains("etc/dnf/protected.d/kernelpin.conf"));
        DnfHost.check(protectedDnf("packages", "remove", JAVA));
    }

    private void assertRefused(String packages, DnfHost.Run run)
            throws IOException, InterruptedException {
        assertEquals(refusal(packages), run.err());
        assertEquals(1, run.status());
        assertEquals(2, host.versions().size());
    }

    private static String refusal(String packages) {
        return "Error: \n"
                + " Problem: The operation would result in removing the following protected packages: "
                + packages
                + "\n";
    }

    private DnfHost.Run protectedDnf(String repositories, String... words)
            throws IOException, InterruptedException {
        return host.dnfSeeing(
                List.of("src/test/rpm/protect-packages-of", host.resolve("").toString()),
                repositories,
                words);
    }
}
