package io.github.kernelpin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** dnf-automatic, which hands plugins a command line that has never been read. */
@Execution(ExecutionMode.CONCURRENT)
final class WaysInByAutomaticIT {

    @BeforeAll
    static void buildPackagesAndHost() throws IOException, InterruptedException {
        DnfHost.prepare();
    }

    @Test
    void dnfAutomaticDoesNotApplyARefusedUpgrade() throws IOException, InterruptedException {
        PinnedHost host = PinnedHost.named("automatic", "baseos-8.5");

        DnfHost.Run run = automatic(host, "apply_updates=yes");

        host.assertRefuses(Refusal.ofUpgradeByAutomatic("baseos-8.5"), run);
        // dnf says so where a second has passed since it looked.
        assertEquals("", run.out().replaceFirst("Last metadata expiration check: .*\n", ""));
    }

    @Test
    void dnfAutomaticDoesNotDownloadARefusedUpgrade() throws IOException, InterruptedException {
        try (RepositoryServer server = RepositoryServer.of("baseos-8.5")) {
            PinnedHost host =
                    PinnedHost.notYetPinned("automatic-downloads", server.configuration("remote"));
            host.pin();

            DnfHost.Run run = automatic(host, "download_updates=yes");

            host.assertRefuses(Refusal.ofUpgradeByAutomatic("remote"), run);
            assertFalse(server.hasServedPackages());
        }
    }

    @Test
    void dnfAutomaticAppliesTheRestWithTheLineThatTheRefusalGives()
            throws IOException, InterruptedException {
        PinnedHost host = PinnedHost.named("automatic-excludes", "baseos-8.5");
        String base = "\n[base]\n" + Refusal.AUTOMATIC_EXCLUDES.strip();

        DnfHost.Run run = automatic(host, "apply_updates=yes" + base);

        assertEquals("", run.err());
        assertEquals(0, run.status());
        assertTrue(host.changes().containsAll(PinnedHost.CURL));
        assertFalse(host.changes().contains("+kernel-core-4.18.0-348.el8.x86_64"));
    }

    @Test
    void dnfAutomaticAppliesAnOrdinaryUpgrade() throws IOException, InterruptedException {
        PinnedHost host = PinnedHost.named("automatic-ordinary", "ordinary");

        DnfHost.Run run = automatic(host, "apply_updates=yes");

        assertEquals("", run.err());
        assertEquals(0, run.status());
        assertTrue(host.changes().containsAll(PinnedHost.CURL));
        assertTrue(run.out().contains("The following updates have been applied"), run.out());
    }

    @Test
    void dnfAutomaticAppliesAnUpgradeToAKernelThatFits() throws IOException, InterruptedException {
        PinnedHost host = PinnedHost.named("automatic-fits", "updates-8.4");

        DnfHost.Run run = automatic(host, "apply_updates=yes");

        assertEquals("", run.err());
        assertEquals(0, run.status());
        assertTrue(host.changes().contains("+kernel-core-4.18.0-305.25.1.el8_4.x86_64"), run.out());
    }

    @Test
    void dnfAutomaticAppliesTheRestAndMailsWhatIsHeldBack()
            throws IOException, InterruptedException {
        PinnedHost host = PinnedHost.named("automatic-holds", "baseos-8.5");
        host.hold();

        DnfHost.Run run = automatic(host, "apply_updates=yes");

        String heading = "kernelpin: held back, the rest goes ahead: kernel 4.18.0-348.el8\n";
        assertTrue(run.err().startsWith(heading), run.err());
        assertEquals(0, run.status());
        assertTrue(run.out().contains(heading), run.out());
        assertTrue(run.out().contains("The following updates have been applied"), run.out());
        assertTrue(host.changes().containsAll(PinnedHost.CURL));
        assertFalse(host.changes().contains("+kernel-core-4.18.0-348.el8.x86_64"));

        DnfHost.Run again = automatic(host, "apply_updates=yes");
        assertEquals(
                "kernelpin: held back, nothing else to do: kernel 4.18.0-348.el8 (pin drbd)\n",
                again.err());
        assertFalse(again.out().contains("updates"), again.out());
        assertEquals(0, again.status());
    }

    /** Runs dnf-automatic with one option of [commands]. */
    private static DnfHost.Run automatic(PinnedHost host, String option)
            throws IOException, InterruptedException {
        host.write(
                "etc/dnf/automatic.conf",
                "[commands]\nnetwork_online_timeout=0\n"
                        + option
                        + "\n[emitters]\nemit_via=stdio\n");
        return DnfHost.program(
                "/usr/bin/python3",
                "src/test/python/dnf_automatic.py",
                host.root().toString(),
                host.root() + "/etc/dnf/automatic.conf");
    }
}
