package io.github.kernelpin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** root's own dnf on the machine itself, where nobody else may have a say in what it runs. */
@Execution(ExecutionMode.CONCURRENT)
final class HostItselfIT {

    private static final Path ON_THE_HOST_ITSELF = Path.of("src/test/rpm/on-the-host-itself");

    private DnfHost host;

    @BeforeEach
    void prepare(TestInfo test) throws IOException, InterruptedException {
        assumeTrue(
                DnfHost.program("unshare", "--mount", "true").status() == 0,
                "mount namespaces are not to be had here");
        DnfHost.prepare();
        host = DnfHost.copyOf("base", "itself-" + test.getTestMethod().orElseThrow().getName());
        host.configure(List.of("baseos-8.5"), "");
        host.configurePlugin("pins=" + host.root().resolve("etc/kernelpin/pins.d") + "\n");
        host.write(
                "etc/kernelpin/pins.d/drbd.toml",
                Files.readString(Path.of("src/test/resources/e2e/pins/drbd.toml")));
    }

    @Test
    void theKernelIsRefusedAndAnOrdinaryPackageIsNot() throws IOException, InterruptedException {
        SortedSet<String> before = host.installed();

        DnfHost.Run refused = dnf("upgrade", "-y");
        assertTrue(
                refused.err()
                        .startsWith(
                                """
                                Error: kernelpin: kernel 4.18.0-348.el8 is refused: 1 pin does not allow it

                                  kernel-core-4.18.0-348.el8.x86_64 from baseos-8.5 (a kernel of RHEL 8.5)
                                    outside pin drbd: 4.18.0-305.* (RHEL 8.4)
                                """),
                refused.err());
        assertEquals(1, refused.status());
        assertEquals(before, host.installed());
        anOrdinaryPackagePasses();
    }

    @Test
    void aProgramThatBelongsToSomebodyElseIsNotRun() throws IOException, InterruptedException {
        DnfHost.check(DnfHost.program("chown", "12345", host.root().resolve("kernelpin") + ""));

        isRefused(
                "@ROOT@/kernelpin: others than root can write to it: expected owner root and mode 0755 or stricter");
        assertEquals(false, host.jvmWasStarted(), "kernelpin was run");
    }

    @Test
    void aProgramThatOthersCanWriteIsNotRun() throws IOException, InterruptedException {
        DnfHost.check(DnfHost.program("chmod", "0775", host.root().resolve("kernelpin") + ""));

        isRefused(
                "@ROOT@/kernelpin: others than root can write to it: expected owner root and mode 0755 or stricter");
        assertEquals(false, host.jvmWasStarted(), "kernelpin was run");
    }

    @Test
    void aPinFileThatBelongsToSomebodyElseCounts() throws IOException, InterruptedException {
        DnfHost.check(DnfHost.program("chown", "12345", pins().resolve("drbd.toml") + ""));

        isRefused(
                """
                the pin files are broken:
                  @ROOT@/etc/kernelpin/pins.d/drbd.toml:1:1: others than root can write to it: expected owner root and mode 0644 or stricter""");
    }

    @Test
    void aPinFileThatOthersCanWriteCounts() throws IOException, InterruptedException {
        DnfHost.check(DnfHost.program("chmod", "0666", pins().resolve("drbd.toml") + ""));

        isRefused(
                """
                the pin files are broken:
                  @ROOT@/etc/kernelpin/pins.d/drbd.toml:1:1: others than root can write to it: expected owner root and mode 0644 or stricter""");
    }

    @Test
    void aDirectoryOfPinsThatOthersCanWriteCounts() throws IOException, InterruptedException {
        DnfHost.check(DnfHost.program("chmod", "0777", pins() + ""));

        isRefused(
                """
                the pin files are broken:
                  @ROOT@/etc/kernelpin/pins.d:1:1: others than root can write to it: expected owner root and mode 0755 or stricter""");
    }

    private Path pins() {
        return host.root().resolve("etc/kernelpin/pins.d");
    }

    /** The kernel is refused for a reason, nothing changes, and other packages pass. */
    private void isRefused(String reason) throws IOException, InterruptedException {
        SortedSet<String> before = host.installed();

        DnfHost.Run run = dnf("upgrade", "-y");

        assertEquals(
                """
                Error: kernelpin: cannot judge this transaction
                  it touches kernel, kernel-core and 2 more
                  %s
                  Nothing was changed. Repair this; other transactions go through.
                """
                        .formatted(reason),
                host.anonymous(run.err()));
        assertEquals(1, run.status());
        assertEquals(before, host.installed());
        anOrdinaryPackagePasses();
    }

    private void anOrdinaryPackagePasses() throws IOException, InterruptedException {
        DnfHost.Run run = dnf("upgrade", "-y", "tzdata");

        assertEquals("", run.err());
        assertEquals(0, run.status());
        assertTrue(host.installed().contains("tzdata-1.0-2.el8.noarch"), "tzdata is upgraded");
    }

    private DnfHost.Run dnf(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(ON_THE_HOST_ITSELF.toString(), host.root().toString()));
        command.addAll(List.of(arguments));
        return DnfHost.run(command, "");
    }
}
