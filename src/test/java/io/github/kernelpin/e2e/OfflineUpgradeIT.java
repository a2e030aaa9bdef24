package io.github.kernelpin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Upgrades that one run of dnf stores, and another does when the host boots: with the real
 * dnf-plugins-core, where that has them.
 */
final class OfflineUpgradeIT {

    private static final Path PLUGIN =
            Path.of("/usr/lib/python3/dist-packages/dnf-plugins/system_upgrade.py");
    private static final String STORED =
            "var/lib/dnf/system-upgrade/system-upgrade-transaction.json";
    private static final String HELD =
            "kernelpin: held back, the rest goes ahead: kernel 4.18.0-348.el8\n";

    @BeforeAll
    static void buildPackagesAndHost() throws IOException, InterruptedException {
        assumeTrue(Files.exists(PLUGIN), "this dnf-plugins-core has no offline upgrades");
        DnfHost.prepare();
    }

    @Test
    void whatIsHeldBackIsNotStoredAndTheRestGoesInWhenTheHostBoots()
            throws IOException, InterruptedException {
        PinnedHost host = host("holds");
        host.hold();

        DnfHost.Run download = host.dnf("offline-upgrade download");
        assertEquals(0, download.status(), download.out() + download.err());
        assertTrue(download.err().startsWith(HELD), download.err());
        assertEquals(Set.of(), host.changes());
        String stored = Files.readString(host.root().resolve(STORED));
        assertTrue(stored.contains("curl-1.0-2.el8.noarch"), stored);
        assertFalse(stored.contains("kernel-core-4.18.0-348.el8"), stored);

        DnfHost.Run boot = boot(host, "offline-upgrade");
        assertEquals(0, boot.status(), boot.out() + boot.err());
        assertTrue(host.changes().containsAll(PinnedHost.CURL), host.changes().toString());
        assertFalse(host.changes().contains("+kernel-core-4.18.0-348.el8.x86_64"));
    }

    @Test
    void aKernelThatWasStoredWithoutKernelpinIsRefusedWhenTheHostBoots()
            throws IOException, InterruptedException {
        for (String command : new String[] {"offline-upgrade", "offline-distrosync"}) {
            for (boolean holds : new boolean[] {false, true}) {
                PinnedHost host = host(command + (holds ? "-stored-holds" : "-stored"));
                if (holds) {
                    host.hold();
                }
                DnfHost.Run download = host.dnf(command + " download --disableplugin=kernelpin");
                assertEquals(0, download.status(), download.out() + download.err());

                DnfHost.Run boot = boot(host, command);

                assertEquals(1, boot.status(), boot.out() + boot.err());
                assertTrue(
                        boot.err()
                                .startsWith(
                                        "Error: kernelpin: kernel 4.18.0-348.el8 is refused: 1 pin"
                                                + " does not allow it\n"),
                        boot.err());
                assertEquals(Set.of(), host.changes());
            }
        }
    }

    @Test
    void anUpgradeThatIsRefusedIsNotStored() throws IOException, InterruptedException {
        PinnedHost host = host("refuses");

        DnfHost.Run download = host.dnf("offline-upgrade download");

        assertEquals(1, download.status());
        assertTrue(
                download.err().startsWith("Error: kernelpin: kernel 4.18.0-348.el8 is refused"),
                download.err());
        assertFalse(Files.exists(host.root().resolve(STORED)));
    }

    private static PinnedHost host(String name) throws IOException, InterruptedException {
        PinnedHost host =
                PinnedHost.notYetPinned(
                        "offline-" + name,
                        "pluginpath=@SOURCES@/dnf-plugin,@ROOT@/plugins\n",
                        "baseos-8.5");
        Path plugins = Files.createDirectories(host.root().resolve("plugins"));
        Files.createSymbolicLink(plugins.resolve("system_upgrade.py"), PLUGIN);
        host.pin();
        return host;
    }

    /** What the host does when it boots into the upgrade. */
    private static DnfHost.Run boot(PinnedHost host, String command)
            throws IOException, InterruptedException {
        String around = "DNF_SYSTEM_UPGRADE_NO_REBOOT=1 exec \"$@\"";
        DnfHost.Run reboot = host.dnfIn(around, command + " reboot");
        assertEquals(0, reboot.status(), reboot.out() + reboot.err());
        return host.dnfIn(around, command + " upgrade");
    }
}
