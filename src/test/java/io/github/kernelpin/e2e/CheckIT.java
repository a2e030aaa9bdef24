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

/** {@code kernelpin check} with the real dnf and its repositories, on a host with a module file. */
final class CheckIT {

    private static final List<String> REPOSITORIES =
            List.of("baseos-8.5", "updates-8.4", "breaking-8.4", "debug-8.5", "uek-newer");

    @BeforeAll
    static void buildPackagesAndHost() throws IOException, InterruptedException {
        DnfHost.prepare();
    }

    @Test
    void aRepositoryThatCannotBeReadIsSaidInDnfsWords() throws IOException, InterruptedException {
        DnfHost host = hostWithModule("check-broken-repository");
        host.write("etc/yum.repos.d/gone.repo", "[gone]\nname=gone\nbaseurl=file:///nowhere\n");
        DnfHost.Run run = check(host, "4.18.0-348.el8");
        assertEquals(4, run.status());
        assertEquals("", run.out());
        assertTrue(
                run.err()
                        .startsWith(
                                "kernelpin: dnf repoquery failed with status 1: Error: Failed to"
                                        + " download metadata for repo 'gone'"),
                run.err());
    }

    @Test
    void kernelsAreJudgedByWhatDnfCanSee() throws IOException, InterruptedException {
        DnfHost host = hostWithModule("check-named");
        DnfHost.Run run =
                check(
                        host,
                        "4.18.0-305.25.1.el8_4 kernel-core-4.18.0-348.el8.x86_64"
                                + " 4.18.0-305.40.1.el8_4.x86_64 4.18.0-305.99.1.el8_4");
        assertEquals(Resources.text("check/dnf-named.txt"), host.anonymous(run.out()));
        assertEquals("", run.err());
        assertEquals(3, run.status());
    }

    @Test
    void kernelsOfOtherMakesAreListedByTheirUname() throws IOException, InterruptedException {
        DnfHost host = hostWithModule("check-foreign");
        host.configure(List.of("foreign"), "");
        DnfHost.Run run = check(host, "--all-available");
        for (String uname :
                List.of(
                        "6.12.0-1.el8ueknext.x86_64",
                        "5.15.0-200.131.27.el8uek.x86_64",
                        "4.18.0-348.el8.x86_64",
                        "6.12.1-1.el8.elrepo.x86_64",
                        "5.4.300-1.el8.elrepo.x86_64")) {
            assertTrue(run.out().contains("\n" + uname + " "), uname + "\n" + run.out());
        }
        assertEquals("", run.err());
        assertEquals(3, run.status());
    }

    @Test
    void everyKernelThatDnfCanSeeIsListed() throws IOException, InterruptedException {
        DnfHost host = hostWithModule("check-all");
        DnfHost.Run run = check(host, "--all-available");
        assertEquals(Resources.text("check/dnf-all.txt"), run.out());
        assertEquals("", run.err());
        assertEquals(0, run.status());
    }

    @Test
    void whatDnfExcludesItCannotSee() throws IOException, InterruptedException {
        DnfHost host = hostWithModule("check-excluded");
        host.configure(REPOSITORIES, "excludepkgs=kernel*-4.18.0-305*\n");
        DnfHost.Run run = check(host, "--all-available");
        assertEquals(3, run.status());
        assertTrue(!run.out().contains("4.18.0-305"), run.out());
        assertTrue(run.out().contains("4.18.0-348.el8.x86_64+debug"), run.out());
    }

    private static DnfHost hostWithModule(String name) throws IOException, InterruptedException {
        DnfHost host = DnfHost.copyOf("base", name);
        host.configure(REPOSITORIES, "");
        host.write(
                "etc/kernelpin/pins.d/npreal2.toml",
                Resources.text("e2e/pins/npreal2-without-package.toml"));
        byte[] module =
                ModuleFixture.builtFor("4.18.0-305.el8.x86_64")
                        .needs("printk", 0xc5850110L)
                        .needs("sock_create_kern", 0x1f2e3d4cL)
                        .needs("lc_create", 0x2ba16a0dL)
                        .bytes();
        host.write(
                new HostFile(
                        "lib/modules/4.18.0-305.el8.x86_64/extra/npreal2.ko",
                        new String(module, StandardCharsets.ISO_8859_1),
                        ""));
        return host;
    }

    private static DnfHost.Run check(DnfHost host, String arguments)
            throws IOException, InterruptedException {
        return host.kernelpin("check --root @ROOT@ " + arguments);
    }
}
