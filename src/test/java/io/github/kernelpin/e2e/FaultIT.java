package io.github.kernelpin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.kernelpin.HostFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every fault in {@code src/test/resources/faults} with the real dnf: a kernel outside the pin
 * stays out, an ordinary transaction passes, and kernelpin and Java can be reinstalled and removed.
 *
 * <p>What was really said is left in {@code target/faults} in the format of its file.
 */
@Execution(ExecutionMode.CONCURRENT)
final class FaultIT {

    private static final Path ACTUAL = Path.of("target/faults");
    private static final List<String> REPOSITORIES = List.of("baseos-8.5", "kernelpin");

    /**
     * What dnf knows of the repositories, it knows before the fault. It would look for protected
     * packages on the machine, and finds the root's in this way.
     */
    private static final String OPTIONS =
            """
            check_config_file_age=0
            protected_packages=glob:@ROOT@/etc/dnf/protected.d/*.conf
            """;

    /** Of the stand-ins for kernelpin that build-repositories makes. */
    private static final String VERSION = "1";

    private static final String PINS = "etc/kernelpin/pins.d/drbd.toml";

    /** What an ordinary upgrade and the removal of kernelpin change. */
    private static final List<String> CHANGED =
            List.of(
                    "-curl-1.0-1.el8.noarch",
                    "-kernelpin-" + VERSION + "-1.noarch",
                    "-openssl-libs-1.0-1.el8.noarch",
                    "-python3-dnf-plugin-kernelpin-" + VERSION + "-1.noarch",
                    "-tzdata-1.0-1.el8.noarch",
                    "+curl-1.0-2.el8.noarch",
                    "+openssl-libs-1.0-2.el8.noarch",
                    "+tzdata-1.0-2.el8.noarch");

    /** Commands for dnf's shell, so that three transactions cost little more than one. */
    private static final String OTHERS = "others.dnf";

    /** Without it dnf would keep what is protected. */
    private static final String ON_PURPOSE = "--setopt=protected_packages=";

    private static final String REINSTALLED =
            "Reinstalled: java-17-openjdk-headless-17.0.15-1.x86_64"
                    + " kernelpin-"
                    + VERSION
                    + "-1.noarch python3-dnf-plugin-kernelpin-"
                    + VERSION
                    + "-1.noarch";

    /** What reinstallation has to bring back. */
    private static final String JAVA = "usr/lib/jvm/java-17-openjdk/bin/java";

    /** How long what a dead dnf has left may go on; the programs that hang do so for a minute. */
    private static final int SECONDS_MAX = 20;

    private static boolean canMount;
    private static boolean canFuse;

    @BeforeAll
    static void installKernelpin() throws IOException, InterruptedException {
        DnfHost.prepare();
        Files.createDirectories(ACTUAL);
        canMount = DnfHost.program("unshare", "--mount", "true").status() == 0;
        canFuse = Files.exists(Path.of("/dev/fuse"));
        DnfHost host = DnfHost.copyOf("base", "protected");
        host.configure(REPOSITORIES, OPTIONS);
        DnfHost.check(
                host.dnf(
                        DnfIT.words(
                                "install -y --disableplugin=kernelpin kernelpin"
                                        + " java-17-openjdk-headless platform python3-dnf"),
                        ""));
    }

    /** All in the order of their names but the one that waits for a minute, which begins first. */
    static Stream<Fault> faults() throws IOException {
        List<Fault> faults = Fault.matching(System.getProperty("fault", "*"));
        assertTrue(!faults.isEmpty(), "no fault found");
        return faults.stream().sorted(Comparator.comparing(fault -> !fault.needsFuse()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void keepsAKernelOutAndHoldsNothingElseUp(Fault fault)
            throws IOException, InterruptedException {
        assumeTrue(canMount || !fault.needsMounts(), "this machine allows no mount namespace");
        assumeTrue(canFuse || !fault.needsFuse(), "this machine has no /dev/fuse");
        DnfHost host = afflicted(fault);
        Set<String> before = host.installed();

        DnfHost.Run kernel = run(host, fault, "upgrade -y");
        Set<String> afterKernel = host.installed();
        List<String> left = running(host);
        keepsItOutWherePinsHold(host, fault, before);
        Files.delete(host.root().resolve(JAVA));
        DnfHost.Run others =
                run(host, fault, "shell -y " + ON_PURPOSE + " " + host.root().resolve(OTHERS));

        String stderr = said(host, kernel);
        String saidByOthers = said(host, others);
        record(fault, kernel.status(), stderr, saidByOthers);
        assertEquals(fault.stderr(), stderr);
        assertEquals(fault.status(), kernel.status(), kernel.out());
        assertEquals(before, afterKernel, "a refused transaction changes nothing");
        assertEquals(List.of(), left, "processes outlive dnf");
        assertEquals(fault.others(), saidByOthers);
        assertEquals(0, others.status(), others.out());
        assertTrue(words(others.out()).contains(REINSTALLED), others.out());
        assertTrue(Files.exists(host.root().resolve(JAVA)), others.out());
        assertEquals(CHANGED, DnfIT.difference(before, host.installed()));
    }

    /** Whether it is refused or held back: some faults keep its words from being seen. */
    private static void keepsItOutWherePinsHold(DnfHost host, Fault fault, Set<String> before)
            throws IOException, InterruptedException {
        Path conf = host.root().resolve("etc/dnf/plugins/kernelpin.conf");
        if (!Files.isRegularFile(conf)) {
            return;
        }
        byte[] written = Files.readAllBytes(conf);
        Files.writeString(conf, "\naction = hold\n", StandardOpenOption.APPEND);

        DnfHost.Run run = run(host, fault, "upgrade -y kernel");

        Files.write(conf, written);
        assertEquals(
                before,
                host.installed(),
                "neither a refusal nor holding brings a kernel: " + said(host, run));
    }

    /** Where no directory for temporary files can be had, Python takes the one that it is in. */
    private static DnfHost.Run run(DnfHost host, Fault fault, String arguments)
            throws IOException, InterruptedException {
        return fault.around().isEmpty()
                ? host.dnfIn(host.root(), fault.mounts(), DnfIT.words(arguments), "")
                : host.dnfIn("cd @ROOT@\n" + fault.around(), arguments);
    }

    private static DnfHost afflicted(Fault fault) throws IOException, InterruptedException {
        DnfHost host = DnfHost.copyOf("protected", "fault-" + fault.name());
        host.configure(REPOSITORIES, OPTIONS);
        host.configurePlugin(fault.pluginOptions());
        host.write(PINS, Files.readString(Path.of("src/test/resources/e2e/pins/drbd.toml")));
        for (HostFile file : fault.files()) {
            host.write(new HostFile(file.path(), host.inPlace(file.content()), file.link()));
        }
        host.write(
                OTHERS,
                """
                upgrade tzdata curl
                run
                reinstall kernelpin python3-dnf-plugin-kernelpin java-17-openjdk-headless
                run
                remove kernelpin
                run
                """);
        host.shell(fault.setup());
        return host;
    }

    /** A text whatever columns it is in. */
    private static String words(String text) {
        return text.replaceAll("\\s+", " ");
    }

    /** What was written to standard error. */
    private static String said(DnfHost host, DnfHost.Run run) {
        // Where commands are broken into lines depends on how long this machine's paths are.
        return host.anonymous(run.err()).replace(" \\\n        ", " ");
    }

    /** The processes that are alive of those that the fault has noted, after a while. */
    private static List<String> running(DnfHost host) throws IOException, InterruptedException {
        Path started = host.root().resolve("started");
        if (!Files.exists(started)) {
            return List.of();
        }
        List<String> numbers = Files.readAllLines(started);
        assertFalse(numbers.isEmpty());
        List<String> running = numbers;
        for (int i = 0; i < SECONDS_MAX * 10 && !running.isEmpty(); i++) {
            Thread.sleep(100);
            running = numbers.stream().filter(FaultIT::isRunning).toList();
        }
        return running;
    }

    /** A process that has ended may wait for somebody who reaps it. */
    private static boolean isRunning(String number) {
        try {
            String status = Files.readString(Path.of("/proc/" + number + "/stat"));
            return !status.substring(status.lastIndexOf(')')).startsWith(") Z");
        } catch (IOException e) {
            return false;
        }
    }

    private static void record(Fault fault, int status, String stderr, String others)
            throws IOException {
        String given = Files.readString(Fault.DIRECTORY.resolve(fault.name() + ".toml"));
        int end = given.indexOf("\n# then\n");
        StringBuilder actual = new StringBuilder(end < 0 ? given : given.substring(0, end));
        actual.append("\n# then\nstatus = ").append(status);
        actual.append("\nstderr = '''\n").append(stderr).append("'''\n");
        if (!others.isEmpty()) {
            actual.append("others = '''\n").append(others).append("'''\n");
        }
        Files.writeString(ACTUAL.resolve(fault.name() + ".toml"), actual);
    }
}
