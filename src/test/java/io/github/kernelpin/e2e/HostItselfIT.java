package io.github.kernelpin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** root's own dnf on the machine itself, where nobody else may have a say in what it runs. */
@Execution(ExecutionMode.CONCURRENT)
final class HostItselfIT {

    /** The tests of one method run at the same time. */
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static final String NOT_ASKED =
            "dnf would not ask kernelpin here: no pin keeps anything out.\n";

    private static final String GOES_AHEAD =
            "dnf would go ahead here without a verdict.\n"
                    + "  kernelpin: cannot judge this transaction\n";

    private DnfHost host;

    @BeforeEach
    void prepare(TestInfo test) throws IOException, InterruptedException {
        assumeTrue(
                DnfHost.program("unshare", "--mount", "true").status() == 0,
                "mount namespaces are not to be had here");
        DnfHost.prepare();
        String method = test.getTestMethod().orElseThrow().getName();
        host = DnfHost.copyOf("base", "itself-" + method + "-" + NUMBER.incrementAndGet());
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

    @Test
    void theFirstDayOnWhichAKernelWasKeptOutIsRememberedAndTold()
            throws IOException, InterruptedException {
        Path memory = host.root().resolve("var/lib/kernelpin/kept-out.json");
        assertEquals(1, dnf("upgrade", "--assumeno").status());
        assertFalse(Files.exists(memory), "--assumeno is not meant");
        assertEquals(1, dnf("upgrade", "-y").status());
        Files.writeString(
                memory,
                Files.readString(memory)
                        .replaceAll("\"since\": \"[0-9-]+\"", "\"since\": \"2026-01-02\""));

        DnfHost.Run refused = dnf("upgrade", "-y");
        assertTrue(refused.err().contains("\n  kept out since 2026-01-02\n"), refused.err());

        configureTheWholeMachine("");
        host.configurePlugin("action = hold\npins=" + pins() + "\n");
        DnfHost.Run held = dnf("upgrade", "-y");
        assertEquals(0, held.status(), held.err());
        assertTrue(held.err().contains("\n  kept out since 2026-01-02\n"), held.err());
        assertEquals(
                "kernelpin: held back, nothing else to do: kernel 4.18.0-348.el8 (pin drbd), since"
                        + " 2026-01-02\n",
                dnf("upgrade", "-y").err());
        DnfHost.Run status = kernelpin("status");
        assertTrue(status.out().contains("since 2026-01-02"), status.out());
    }

    @Test
    void aDryRunTellsWhatDnfWouldDoAsItIsSetUp() throws IOException, InterruptedException {
        configureTheWholeMachine("");

        DnfHost.Run run = kernelpin("dry-run");

        assertEquals(3, run.status(), run.err());
        assertTrue(run.out().endsWith("\ndnf would refuse this transaction.\n"), run.out());
    }

    /**
     * Each of these once ended in the words of a refusal that dnf would never have spoken, or in
     * those of an all-clear.
     */
    @ParameterizedTest
    @CsvSource({
        "plugins=0, '', @NOT_ASKED@, /etc/dnf/dnf.conf: plugins is off",
        "'', enabled=0, @NOT_ASKED@, /etc/dnf/plugins/kernelpin.conf: enabled is off",
        "pluginpath=/none, '', @NOT_ASKED@, /none/kernelpin.py: kernelpin's plugin is not there",
        "'', pins=/none, @GOES_AHEAD@, /none: there is no directory of pins",
        "'', executable=/none, @GOES_AHEAD@, /none: the program that judges is not there",
    })
    void aDryRunVouchesForNobodyWhoDoesNotJudge(
            String dnf, String plugin, String beginning, String reason)
            throws IOException, InterruptedException {
        configureTheWholeMachine(dnf + "\n");
        host.configurePlugin("on_failure=warn\npins=" + pins() + "\n" + plugin + "\n");
        SortedSet<String> before = host.installed();

        DnfHost.Run run = kernelpin("dry-run");
        DnfHost.Run status = kernelpin("status");

        assertEquals(3, run.status(), run.err());
        String text = run.out().replace("\n    ", ": ");
        assertTrue(
                run.out()
                        .startsWith(
                                beginning
                                        .replace("@NOT_ASKED@", NOT_ASKED)
                                        .replace("@GOES_AHEAD@", GOES_AHEAD)),
                text);
        assertTrue(text.contains(reason), text);
        assertTrue(text.endsWith("\nThe transaction was not judged. Nothing was changed.\n"), text);
        assertEquals(3, status.status(), status.err());
        String told = status.out().replace("\n    ", ": ");
        assertTrue(told.contains("\nWRONG on this host\n"), told);
        assertTrue(told.contains(reason), told);
        assertEquals(before, host.installed());
    }

    @ParameterizedTest
    @CsvSource({
        "chmod 666 etc/dnf/plugins/kernelpin.conf, @ROOT@/etc/dnf/plugins/kernelpin.conf",
        "chown 12345 etc/dnf/dnf.conf, /etc/dnf/dnf.conf",
        "chmod 777 etc/dnf/plugins, @ROOT@/etc/dnf/plugins",
    })
    void whoeverCanWriteTheConfigurationCanTurnKernelpinOff(String change, String file)
            throws IOException, InterruptedException {
        configureTheWholeMachine("");
        host.shell(change);

        DnfHost.Run status = kernelpin("status");

        assertEquals(3, status.status(), status.err());
        assertTrue(
                host.anonymous(status.out())
                        .contains("  " + file + "\n    others than root can write to it\n"),
                status.out());
    }

    @Test
    void aDirectoryAboveTheProgramThatOthersCanWriteCounts()
            throws IOException, InterruptedException {
        Path open = host.root().resolve("open");
        host.shell("mkdir open && mv kernelpin open && chmod 777 open");
        host.write(
                "etc/dnf/plugins/kernelpin.conf",
                "[main]\nexecutable=" + open.resolve("kernelpin") + "\npins=" + pins() + "\n");

        isRefused(
                "@ROOT@/open: others than root can write to it: expected owner root and mode 0755 or stricter");
        assertEquals(false, host.jvmWasStarted(), "kernelpin was run");
    }

    @Test
    void anotherJavaIsNotRunUnlessItIsRoots() throws IOException, InterruptedException {
        host.shell(
                "mkdir -p jdk/bin jdk/lib && echo JAVA_VERSION=21 >jdk/release"
                        + " && touch jdk/bin/java jdk/lib/modules && chmod 755 jdk/bin/java"
                        + " && chown 12345 jdk/lib/modules");
        host.configurePlugin("pins=" + pins() + "\njava=" + host.root().resolve("jdk") + "\n");

        isRefused(
                "@ROOT@/jdk/lib/modules: others than root can write to it: expected owner root and mode 0644 or stricter");
        assertEquals(false, host.jvmWasStarted(), "kernelpin was run");
        DnfHost.Run status = kernelpin("status");
        assertTrue(
                host.anonymous(status.out())
                        .contains(
                                "  @ROOT@/jdk/lib/modules\n    others than root can write to it\n"),
                status.out());
    }

    /** What dnf of the machine reads is the host's, and its repositories are. */
    private void configureTheWholeMachine(String options) throws IOException, InterruptedException {
        host.configure(
                List.of("baseos-8.5"),
                "reposdir=@ROOT@/etc/yum.repos.d\ncachedir=@ROOT@/var/cache/dnf\n"
                        + "logdir=@ROOT@/var/log\n"
                        + options);
        host.configurePlugin("pins=" + pins() + "\n");
    }

    private DnfHost.Run kernelpin(String... words) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                DnfHost.ON_THE_MACHINE,
                                host.root().toString(),
                                "--run",
                                Path.of("scripts/kernelpin").toAbsolutePath().toString()));
        command.addAll(List.of(words));
        return DnfHost.run(command, "");
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
        return DnfHost.dnfOfTheMachine(host.root(), arguments);
    }
}
