package io.github.kernelpin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kernelpin.HostFile;
import io.github.kernelpin.ModuleFixture;
import io.github.kernelpin.Resources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A pin from what the real rpm knows, which the real dnf then keeps to until it is lifted. */
final class PinIT {

    private static final String KERNEL = "4.18.0-305.el8.x86_64";

    @BeforeAll
    static void buildPackagesAndHost() throws IOException, InterruptedException {
        DnfHost.prepare();
    }

    @Test
    void whatIsPinnedIsKeptUntilItIsUnpinned() throws IOException, InterruptedException {
        DnfHost host = hostWithModule("pin-owned");
        DnfHost.Run install =
                host.dnf(
                        List.of("install", "-y", "-q", "--disableplugin=kernelpin", "kmod-moxa"),
                        "");
        assertEquals(0, install.status(), install.err());
        writeModule(host);

        DnfHost.Run pin = host.paste("scripts/kernelpin pin --root @ROOT@ npreal2");
        assertEquals("", pin.err());
        assertEquals(
                """
                wrote @ROOT@/etc/kernelpin/pins.d/npreal2.toml

                # What kmod-moxa-6.0-1.el8.x86_64 was installed for: 4.18.0-305.el8.x86_64
                [[pin]]
                id      = "npreal2"
                kernel  = ["rhel:8.4"]

                [[pin.module]]
                name    = "npreal2"
                package = "kmod-moxa"
                # Widen it to what has been tested: ">= 9.1.2, < 9.2"
                version = "= 6.0"
                """,
                host.anonymous(pin.out()));
        DnfHost.Run refused = host.dnf(List.of("upgrade", "-y"), "");
        assertEquals(1, refused.status());
        assertTrue(
                refused.err().contains("\n    outside pin npreal2: 4.18.0-305.*"), refused.err());

        DnfHost.Run unpin = host.paste("scripts/" + lastLine(refused.err()));
        assertEquals(0, unpin.status(), unpin.err());
        assertEquals(0, host.dnf(List.of("upgrade", "-y"), "").status());
        assertTrue(host.installed().contains("kernel-core-4.18.0-348.el8.x86_64"));
    }

    @Test
    void aFileThatRpmDoesNotKnowIsPinnedWithoutAPackage() throws IOException, InterruptedException {
        DnfHost host = hostWithModule("pin-unowned");
        writeModule(host);
        DnfHost.Run pin = host.paste("scripts/kernelpin pin --root @ROOT@ --dry-run npreal2");
        assertEquals("", pin.err());
        assertEquals(
                """
                would write @ROOT@/etc/kernelpin/pins.d/npreal2.toml

                # What /lib/modules/%s/extra/npreal2.ko was installed for: %s
                [[pin]]
                id      = "npreal2"
                kernel  = ["rhel:8.4"]

                [[pin.module]]
                name    = "npreal2"
                """
                        .formatted(KERNEL, KERNEL),
                host.anonymous(pin.out()));
    }

    @Test
    void aKernelThatIsAllowedComesIn() throws IOException, InterruptedException {
        DnfHost host = hostWithModule("allowed");
        host.write("etc/kernelpin/pins.d/drbd.toml", Resources.text("e2e/pins/drbd.toml"));
        assertEquals(1, host.dnf(List.of("upgrade", "-y"), "").status());

        DnfHost.Run allow =
                host.paste(
                        "scripts/kernelpin allow --root @ROOT@ 4.18.0-348.el8"
                                + " --reason 'it has to be' --expires 9999-12-31");
        assertEquals("", allow.err());
        DnfHost.Run upgrade = host.dnf(List.of("upgrade", "-y"), "");
        assertEquals(0, upgrade.status(), upgrade.err());
        assertTrue(host.installed().contains("kernel-core-4.18.0-348.el8.x86_64"));
        DnfHost.Run list = host.paste("scripts/kernelpin allow --root @ROOT@");
        assertEquals(
                """
                KERNEL          UNTIL       REASON
                4.18.0-348.el8  9999-12-31  it has to be
                """,
                list.out());
    }

    private static String lastLine(String text) {
        String stripped = text.strip();
        return stripped.substring(stripped.lastIndexOf('\n') + 1).strip();
    }

    private static DnfHost hostWithModule(String name) throws IOException, InterruptedException {
        DnfHost host = DnfHost.copyOf("base", name);
        host.configure(List.of("baseos-8.5", "files-8.4"), "");
        host.write("lib/modules/" + KERNEL + "/vmlinuz", "");
        host.write(
                "lib/modules/" + KERNEL + "/symvers",
                "0x00000001\tprintk\tvmlinux\tEXPORT_SYMBOL\n");
        return host;
    }

    private static void writeModule(DnfHost host) throws IOException {
        byte[] module = ModuleFixture.builtFor(KERNEL).needs("printk", 1).bytes();
        host.write(
                new HostFile(
                        "lib/modules/" + KERNEL + "/extra/npreal2.ko",
                        new String(module, StandardCharsets.ISO_8859_1),
                        ""));
    }
}
