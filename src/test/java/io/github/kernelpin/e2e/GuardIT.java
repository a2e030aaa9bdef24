package io.github.kernelpin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.kernelpin.Resources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Guards that the real rpmbuild builds, on hosts where dnf and rpm know nothing of kernelpin. */
final class GuardIT {

    private static final String NEVRA = "kernelpin-guard-drbd-20210518.120000-1.noarch";

    /** dnf looks for what is protected in /etc of the host that it runs on. */
    private static final String PROTECTED =
            "--setopt=protected_packages=glob:@ROOT@/etc/dnf/protected.d/*.conf";

    private static final String PINS = "etc/kernelpin/pins.d/";

    @BeforeAll
    static void buildPackagesAndHosts() throws IOException, InterruptedException {
        DnfHost.prepare();
    }

    @Test
    void aGroupBringsGuardAndModuleToABareHost() throws IOException, InterruptedException {
        DnfHost host = guarded("empty", "guard-group", List.of("baseos-8.4"));
        // With libcomps 0.1.21 and Python 3.13 dnf crashes on any group, before it solves anything.
        assumeTrue(dnf(host, "group list").status() == 0);
        assertDone(dnf(host, "group install kernelpin-guards"));
        List<String> installed = List.copyOf(host.installed());
        assertTrue(installed.contains(NEVRA), installed.toString());
        assertTrue(installed.contains("kmod-drbd-9.1.2-1.el8.x86_64"), installed.toString());
        assertTrue(installed.contains("kernel-core-4.18.0-305.el8.x86_64"), installed.toString());
    }

    @Test
    void dnfKeepsToTheMinorAndSaysWhoseFaultItIs() throws IOException, InterruptedException {
        DnfHost host =
                guarded(
                        "base",
                        "guard-dnf",
                        List.of("between", "baseos-8.5", "updates-8.4", "updates-8.5"));
        assertDone(dnf(host, "install kernelpin-guard-drbd"));
        for (String how : List.of("", " --nobest", " --allowerasing", " --nobest --allowerasing")) {
            for (String kernel : List.of("306.el8", "348.el8", "348.7.1.el8_5")) {
                assertConflict(
                        "(kernel >= 4.18.0-306~ without kernel-uname-r) provided by kernel-4.18.0-"
                                + kernel,
                        dnf(host, "install kernel-4.18.0-" + kernel + how));
                assertConflict(
                        "kernel-uname-r >= 4.18.0-306~ provided by kernel-core-4.18.0-" + kernel,
                        dnf(host, "install kernel-core-4.18.0-" + kernel + how));
            }
        }
        assertConflict(
                "kernel-uname-r >= 4.18.0-306~ provided by kernel-core-4.18.0-348.7.1.el8_5",
                dnf(host, "upgrade"));
        assertDone(dnf(host, "upgrade --nobest"));
        assertTrue(host.installed().contains("kernel-core-4.18.0-305.25.1.el8_4.x86_64"));
        assertTrue(host.installed().contains("kernel-headers-4.18.0-348.7.1.el8_5.x86_64"));
        assertFalse(host.installed().contains("kernel-core-4.18.0-348.el8.x86_64"));
    }

    @Test
    void whereItsPinHoldsTheRestOfAnUpgradeGoesIn() throws IOException, InterruptedException {
        DnfHost host = guarded("base", "guard-held", List.of("baseos-8.5"));
        assertDone(dnf(host, "install kernelpin-guard-drbd"));
        Set<String> before = host.installed();
        assertConflict(
                "kernel-uname-r >= 4.18.0-306~ provided by kernel-core-4.18.0-348.el8",
                withPlugin(host, "upgrade"));
        host.configurePlugin("action = hold\n");
        for (String named : List.of("upgrade kernel-4.18.0-348.el8", "install kernel-core-4.18*")) {
            DnfHost.Run run = withPlugin(host, named);
            assertTrue(withoutOrigins(run).contains("package " + NEVRA + " conflicts with"));
        }
        assertEquals(before, host.installed());

        DnfHost.Run first = withPlugin(host, "upgrade");
        assertEquals(
                """
                kernelpin: held back, the rest goes ahead: kernel 4.18.0-348.el8
                  outside pin drbd: 4.18.0-305.* (RHEL 8.4)
                  kmod-drbd-9.1.2-1.el8 would not load: 1 of 3 symbols changed
                    because: DRBD 9.1.2 was tested on RHEL 8.4
                    pin: @ROOT@/etc/kernelpin/pins.d/drbd.toml:1
                  with it: kernel-4.18.0-348.el8, kernel-modules-4.18.0-348.el8,
                      kernel-modules-extra-4.18.0-348.el8
                  withheld: not known, as no repository lists security advisories
                  what to do: kernelpin explain hold
                """,
                host.anonymous(first.err()));
        assertDone(first);
        List<String> changes = DnfIT.difference(before, host.installed());
        assertTrue(changes.contains("+curl-1.0-2.el8.noarch"), changes.toString());
        assertFalse(changes.contains("+kernel-core-4.18.0-348.el8.x86_64"), changes.toString());

        DnfHost.Run second = withPlugin(host, "upgrade");
        assertEquals(
                "kernelpin: held back, nothing else to do: kernel 4.18.0-348.el8 (pin drbd)\n",
                second.err());
        assertDone(second);
    }

    private static DnfHost.Run withPlugin(DnfHost host, String command)
            throws IOException, InterruptedException {
        return host.dnf(DnfIT.words("-y -q " + PROTECTED + " " + command), "");
    }

    @Test
    void dnfRemovesGuardAndModuleOnlyIfToldToUnprotectThem()
            throws IOException, InterruptedException {
        DnfHost host = guarded("base", "guard-lifted", List.of("drbd-untested"));
        assertDone(dnf(host, "install kernelpin-guard-drbd"));
        DnfHost.Run untested = dnf(host, "install kmod-drbd-9.2.0 --allowerasing");
        assertTrue(untested.err().contains("conflicts with kmod-drbd >= 9.2"), untested.err());
        for (String victim : List.of("kernelpin-guard-drbd", "kmod-drbd", "kernel-core")) {
            DnfHost.Run run = dnf(host, "remove " + victim);
            assertEquals(1, run.status(), run.out());
            assertTrue(
                    run.err()
                            .contains(
                                    "would result in removing the following protected packages:"
                                            + " kernelpin-guard-drbd"),
                    run.err());
        }
        assertDone(dnf(host, "remove kernelpin-guard-drbd --setopt=protected_packages="));
        assertDone(dnf(host, "install kmod-drbd-9.2.0"));
    }

    @Test
    void rpmItselfKeepsToThePin() throws IOException, InterruptedException {
        DnfHost host = guarded("base", "guard-rpm", List.of());
        assertDone(rpm(host, "-i", "@ROOT@/guards/" + NEVRA + ".rpm"));
        for (String refused :
                List.of(
                        "between/kernel-core-4.18.0-306.el8",
                        "baseos-8.5/kernel-core-4.18.0-348.el8",
                        "older-8.3/kernel-core-4.18.0-240.22.1.el8_3",
                        "rt-8.5/kernel-rt-core-4.18.0-348.rt7.130.el8",
                        "uek-newer/kernel-uek-5.4.17-2136.302.7.2.el7uek",
                        "self-built/kernel-6.2.2-1",
                        "drbd-untested/kmod-drbd-9.2.0-1.el8")) {
            DnfHost.Run run =
                    rpm(host, "-i", "--test", "@REPOSITORIES@/" + refused + ".x86_64.rpm");
            assertNotEquals(0, run.status(), refused);
            assertTrue(
                    run.err().contains("conflicts with (installed) " + NEVRA), refused + run.err());
        }
        for (String good :
                List.of(
                        "updates-8.4/kernel-core-4.18.0-305.25.1.el8_4",
                        "clone/kernel-core-4.18.0-305.25.1.el8_4.cloud.0.1",
                        "debug-8.4/kernel-debug-core-4.18.0-305.el8")) {
            assertDone(rpm(host, "-i", "--test", "@REPOSITORIES@/" + good + ".x86_64.rpm"));
        }
        DnfHost.Run erase = rpm(host, "-e", "--test", "kmod-drbd");
        assertTrue(erase.err().contains("is needed by (installed) " + NEVRA), erase.err());
    }

    @Test
    void kernelsOfOtherMakesAreKeptOutAsWell() throws IOException, InterruptedException {
        DnfHost host = guarded("base", "guard-foreign", List.of("foreign"));
        assertDone(rpm(host, "-i", "@ROOT@/guards/" + NEVRA + ".rpm"));
        for (String kernel :
                List.of(
                        "kernel-ueknext-core-6.12.0-1.el8ueknext",
                        "kernel-uek-debug-core-5.15.0-200.131.27.el8uek",
                        "kernel-debug-uki-virt-4.18.0-348.el8",
                        "kernel-ml-core-6.12.1-1.el8.elrepo",
                        "kernel-lt-core-5.4.300-1.el8.elrepo")) {
            DnfHost.Run run = dnf(host, "--noplugins install " + kernel);
            assertNotEquals(0, run.status(), kernel);
            assertTrue(run.err().contains("conflicts with"), kernel + run.err());
        }
    }

    @Test
    void oneReleaseIsNoOtherForRpm() throws IOException, InterruptedException {
        DnfHost host = DnfHost.copyOf("empty", "guard-release");
        host.configure(List.of(), "");
        host.write(
                PINS + "one.toml", "[[pin]]\nid = \"one\"\nkernel = \"4.18.0-305.25.1.el8_4\"\n");
        assertDone(host.kernelpin("guard --root @ROOT@ -o @ROOT@/guards --guard-version 1"));
        assertDone(rpm(host, "-i", "--nodeps @ROOT@/guards/kernelpin-guard-one-1-1.noarch.rpm"));
        String good = "updates-8.4/kernel-core-4.18.0-305.25.1.el8_4";
        assertDone(rpm(host, "-i", "--test", "@REPOSITORIES@/" + good + ".x86_64.rpm"));
        for (String refused :
                List.of(
                        "baseos-8.4/kernel-core-4.18.0-305.el8",
                        "clone/kernel-core-4.18.0-305.25.1.el8_4.cloud.0.1",
                        "newer-8.4/kernel-core-4.18.0-305.30.1.el8_4")) {
            DnfHost.Run run =
                    rpm(host, "-i", "--test", "@REPOSITORIES@/" + refused + ".x86_64.rpm");
            assertTrue(
                    run.err().contains("conflicts with (installed) kernelpin-guard-one"),
                    refused + run.err());
        }
    }

    @Test
    void otherVariantsAreNotHitIfThePinNamesOne() throws IOException, InterruptedException {
        DnfHost host = hostWithPins("base", "guard-variant", List.of());
        Path pin = host.root().resolve(PINS + "drbd.toml");
        String text = Files.readString(pin);
        write(pin, text.replace("\nkernel", "\nvariant = \"default\"\nkernel"));
        assertDone(host.kernelpin("guard --root @ROOT@ -o @ROOT@/guards"));
        assertDone(rpm(host, "-i", "@ROOT@/guards/" + NEVRA + ".rpm"));
        for (String good :
                List.of(
                        "debug-8.5/kernel-debug-core-4.18.0-348.el8",
                        "rt-8.5/kernel-rt-core-4.18.0-348.rt7.130.el8",
                        "uek-newer/kernel-uek-5.4.17-2136.302.7.2.el7uek")) {
            assertDone(rpm(host, "-i", "--test", "@REPOSITORIES@/" + good + ".x86_64.rpm"));
        }
        for (String refused :
                List.of("baseos-8.5/kernel-core-4.18.0-348.el8", "self-built/kernel-6.2.2-1")) {
            assertNotEquals(
                    0,
                    rpm(host, "-i", "--test", "@REPOSITORIES@/" + refused + ".x86_64.rpm").status(),
                    refused);
        }
    }

    @Test
    void whatIsInstalledAndInTheWayIsSaidBeforeAnythingIsBuilt()
            throws IOException, InterruptedException {
        DnfHost host = hostWithPins("base", "guard-in-the-way", List.of("baseos-8.5"));
        assertDone(dnf(host, "install kernel-4.18.0-348.el8"));
        DnfHost.Run run = host.kernelpin("guard --root @ROOT@ -o @ROOT@/guards");
        assertEquals(3, run.status(), run.err());
        assertEquals(
                """
                kernelpin: built nothing, as guards conflict with what is installed
                  kernelpin-guard-drbd: kernel-4.18.0-348.el8.x86_64 does not fit: 4.18.0-305.* (RHEL 8.4)
                  kernelpin-guard-drbd: kernel-core-4.18.0-348.el8.x86_64 does not fit: 4.18.0-305.* (RHEL 8.4)
                  Remove it first, or say --no-host-check if they are for other hosts.
                """,
                run.err());
        assertFalse(Files.exists(host.root().resolve("guards")));
        assertDone(host.kernelpin("guard --root @ROOT@ -o @ROOT@/guards --no-host-check"));
    }

    @Test
    void aRenamedModuleThatIsUntestedIsInTheWay() throws IOException, InterruptedException {
        DnfHost host = hostWithPins("base", "guard-renamed", List.of("drbd-renamed"));
        Path pin = host.root().resolve(PINS + "drbd.toml");
        write(pin, Files.readString(pin).replace("< 9.2", "< 9.1.3"));
        assertDone(dnf(host, "install kmod-drbd9 --allowerasing"));
        DnfHost.Run run = host.kernelpin("guard --root @ROOT@ -o @ROOT@/guards");
        assertEquals(3, run.status(), run.err());
        assertTrue(
                run.err()
                        .contains(
                                "  kernelpin-guard-drbd: kmod-drbd9-9.1.3-1.el8.x86_64 is not"
                                        + " >= 9.1.2, < 9.1.3, but provides kmod-drbd = 9.1.3-1.el8\n"),
                run.err());
    }

    @Test
    void theSamePinMakesTheSamePackageAndAChangedOneUpgradesIt()
            throws IOException, InterruptedException {
        DnfHost host = guarded("base", "guard-again", List.of());
        Path guards = host.root().resolve("guards");
        assertDone(host.kernelpin("guard --root @ROOT@ -o @ROOT@/twin"));
        assertEquals(
                -1L,
                Files.mismatch(
                        guards.resolve(NEVRA + ".rpm"),
                        host.root().resolve("twin/" + NEVRA + ".rpm")));
        DnfHost.Run again = host.kernelpin("guard --root @ROOT@ -o @ROOT@/guards");
        assertEquals(
                "has not changed: @ROOT@/guards/"
                        + NEVRA
                        + ".rpm\ngroup kernelpin-guards: kernelpin-guard-drbd kmod-drbd\n",
                host.anonymous(again.out()));
        assertDone(dnf(host, "install kernelpin-guard-drbd"));

        Path pin = host.root().resolve(PINS + "drbd.toml");
        write(pin, Files.readString(pin).replace("< 9.2", "< 9.3"));
        assertDone(host.kernelpin("guard --root @ROOT@ -o @ROOT@/guards"));
        assertDone(dnf(host, "upgrade --refresh"));
        String upgraded = NEVRA.replace("-1.noarch", "-2.noarch");
        assertTrue(host.installed().contains(upgraded), host.installed().toString());
        try (Stream<Path> files = Files.list(guards)) {
            assertEquals(
                    List.of("comps.xml", upgraded + ".rpm", "repodata"),
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void aDirectoryOfSomebodyElseIsLeftAlone() throws IOException, InterruptedException {
        DnfHost host = hostWithPins("empty", "guard-refused", List.of());
        host.write("guards/notes.txt", "");
        assertRefused(host, "@ROOT@/guards: expected nothing but guards, but there is notes.txt");
        Files.move(
                host.root().resolve("guards/notes.txt"),
                host.root().resolve("guards/kernelpin-guard-x.noarch.rpm"));
        assertRefused(host, "@ROOT@/guards/kernelpin-guard-x.noarch.rpm: not a package: error: ");
        Files.delete(host.root().resolve("guards/kernelpin-guard-x.noarch.rpm"));
        Files.delete(host.root().resolve("guards"));
        host.write("guards", "");
        assertRefused(host, "@ROOT@/guards: not a directory");
    }

    @Test
    void theMomentMayComeFromTheEnvironment() throws IOException, InterruptedException {
        DnfHost host = hostWithPins("empty", "guard-moment", List.of());
        String guard = "scripts/kernelpin guard --root @ROOT@ --dry-run";
        DnfHost.Run run = host.paste("SOURCE_DATE_EPOCH=86399 " + guard);
        assertTrue(run.out().contains("\nVersion: 19700101.235959\n"), run.out() + run.err());
        DnfHost.Run wrong = host.paste("SOURCE_DATE_EPOCH=today " + guard);
        assertEquals(4, wrong.status());
        assertEquals(
                "kernelpin: SOURCE_DATE_EPOCH: expected seconds, not \"today\"\n", wrong.err());
    }

    @Test
    void nothingInAPinFileIsRunByRpmbuild() throws IOException, InterruptedException {
        DnfHost host = DnfHost.copyOf("empty", "guard-macros");
        host.configure(List.of(), "");
        String evil =
                """
                %(touch @DIR@/a) %{lua:os.execute("touch @DIR@/b")} \\\\%(touch @DIR@/c)
                %files
                %post
                touch @DIR@/d `touch @DIR@/e` %%(touch @DIR@/f) %[ 1 / 0 ] %{expand: \\u202e \\\\"""
                        .replace("@DIR@", host.root().resolve("evil").toString());
        Files.createDirectories(host.root().resolve("evil"));
        String reasons = "reason = \"\"\"" + evil.replace("\"touch", "'touch") + "\"\"\"\n";
        host.write(
                PINS + "evil.toml",
                "[[pin]]\nid = \"evil\"\nkernel = \"4.18.0-305\"\n"
                        + reasons
                        + "[[pin.deny]]\nkernel = \"4.18.0-305.30.1\"\n"
                        + reasons);
        assertDone(host.kernelpin("guard --root @ROOT@ -o @ROOT@/guards --guard-version 1"));
        try (Stream<Path> touched = Files.list(host.root().resolve("evil"))) {
            assertEquals(List.of(), touched.toList());
        }
        String rpm = host.root() + "/guards/kernelpin-guard-evil-1-1.noarch.rpm";
        DnfHost.Run query = DnfHost.run(List.of("rpm", "-qp", "--scripts", "-l", rpm), "");
        assertEquals(
                "/etc/dnf\n/etc/dnf/protected.d\n/etc/dnf/protected.d/kernelpin-guard-evil.conf\n",
                query.out());
        DnfHost.Run info = DnfHost.run(List.of("rpm", "-qp", "--qf=%{DESCRIPTION}", rpm), "");
        String shown = evil.replace("\"touch", "'touch").replace("\\\\", "\\");
        assertTrue(
                info.out()
                        .contains(
                                "\nBecause: "
                                        + shown.replace("\n", " ").replace("\\u202e", "?")
                                        + "\n"),
                info.out());
    }

    /** A host whose repositories include its guards. */
    private static DnfHost guarded(String base, String name, List<String> repositories)
            throws IOException, InterruptedException {
        DnfHost host = hostWithPins(base, name, repositories);
        assertDone(host.kernelpin("guard --root @ROOT@ -o @ROOT@/guards"));
        host.write(
                "etc/yum.repos.d/guards.repo",
                "[guards]\nname=guards\nbaseurl=file://" + host.root() + "/guards\n");
        return host;
    }

    private static DnfHost hostWithPins(String base, String name, List<String> repositories)
            throws IOException, InterruptedException {
        DnfHost host = DnfHost.copyOf(base, name);
        host.configure(repositories, "");
        Files.createDirectories(host.root().resolve(PINS));
        write(host.root().resolve(PINS + "drbd.toml"), Resources.text("e2e/pins/drbd.toml"));
        return host;
    }

    /** Writes a pin that is as old as the version of the guards here says. */
    private static void write(Path pin, String text) throws IOException {
        Files.writeString(pin, text);
        Files.setLastModifiedTime(pin, FileTime.from(Instant.parse("2021-05-18T12:00:00Z")));
    }

    private static DnfHost.Run dnf(DnfHost host, String command)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("-y", "-q", "--noplugins", PROTECTED));
        arguments.addAll(Arrays.asList(command.split(" ", -1)));
        return host.dnf(arguments, "");
    }

    private static DnfHost.Run rpm(DnfHost host, String... arguments)
            throws IOException, InterruptedException {
        return host.paste("rpm --root @ROOT@ " + String.join(" ", arguments));
    }

    private static void assertRefused(DnfHost host, String message)
            throws IOException, InterruptedException {
        DnfHost.Run run = host.kernelpin("guard --root @ROOT@ -o @ROOT@/guards");
        assertEquals(4, run.status());
        assertTrue(
                host.anonymous(run.err()).startsWith("kernelpin: " + message),
                host.anonymous(run.err()));
    }

    private static void assertConflict(String with, DnfHost.Run run) {
        assertEquals(1, run.status(), run.out());
        assertTrue(
                withoutOrigins(run).contains("package " + NEVRA + " conflicts with " + with),
                run.err());
    }

    /** Newer releases of dnf's solver say where a package is from. */
    private static String withoutOrigins(DnfHost.Run run) {
        return run.err().replaceAll(" from (@System|[a-z0-9.-]+)(?= |\n)", "");
    }

    private static void assertDone(DnfHost.Run run) {
        assertEquals(0, run.status(), run.out() + run.err());
    }
}
