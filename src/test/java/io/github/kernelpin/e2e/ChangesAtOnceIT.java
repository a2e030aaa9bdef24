package io.github.kernelpin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes that change the same files of kernelpin, and what they are written with. */
final class ChangesAtOnceIT {

    private static final int AT_ONCE = 6;

    @TempDir private Path root;

    @Test
    void allowancesThatAreWrittenAtOnceAllTakeEffect() throws IOException, InterruptedException {
        List<Process> running = new ArrayList<>();
        for (int i = 1; i <= AT_ONCE; i++) {
            running.add(
                    start(
                            "allow",
                            i + "-1",
                            "--unseen",
                            "--reason=no. " + i,
                            "--expires=9999-12-31"));
        }
        for (Process each : running) {
            assertEquals(0, each.waitFor(), () -> said(each));
        }

        String conf = Files.readString(conf());
        for (int i = 1; i <= AT_ONCE; i++) {
            assertTrue(conf.contains(i + "-1@9999-12-31"), conf);
            assertTrue(conf.contains("# allow " + i + "-1: no. " + i + "\n"), conf);
        }
        assertEquals(
                List.of(".kernelpin.lock", "kernelpin.conf"),
                names(root.resolve("etc/dnf/plugins")));
    }

    @Test
    void ofTwoThatTakeAPinAwayOneIsTold() throws IOException, InterruptedException {
        Path pin = root.resolve("etc/kernelpin/pins.d/drbd.toml");
        Files.createDirectories(root.resolve("etc/kernelpin/pins.d"));
        Files.writeString(pin, "[[pin]]\nid = \"drbd\"\nkernel = [\"rhel:8.4\"]\n");

        Process first = start("unpin", "drbd");
        Process second = start("unpin", "drbd");

        assertEquals(List.of(0, 4), Stream.of(first.waitFor(), second.waitFor()).sorted().toList());
        Process told = first.exitValue() == 4 ? first : second;
        assertEquals(
                "kernelpin: there is no pin drbd in @ROOT@/etc/kernelpin/pins.d: there is none\n",
                said(told));
        assertEquals(List.of(".kernelpin.lock"), names(root.resolve("etc/kernelpin/pins.d")));
    }

    @Test
    void whoeverHoldsTheLockIsNamedAndNothingIsWritten() throws IOException, InterruptedException {
        Files.createDirectories(root.resolve("etc/dnf/plugins"));
        Files.writeString(conf(), "[main]\n");
        Process holder =
                new ProcessBuilder(
                                "/usr/bin/python3",
                                "-c",
                                "import fcntl, sys, time\n"
                                        + "file = open(sys.argv[1], 'w')\n"
                                        + "fcntl.lockf(file, fcntl.LOCK_EX)\n"
                                        + "print('held', flush=True)\ntime.sleep(100)\n",
                                conf().resolveSibling(".kernelpin.lock").toString())
                        .start();
        try {
            assertEquals('h', holder.getInputStream().read());
            Process late =
                    start("allow", "1-1", "--unseen", "--reason=why", "--expires=9999-12-31");

            assertEquals(4, late.waitFor());
            assertEquals(
                    "kernelpin: @ROOT@/etc/dnf/plugins: process "
                            + holder.pid()
                            + " is changing files there for more than 5 seconds: nothing was"
                            + " written; try again when it has ended\n",
                    said(late));
            assertEquals("[main]\n", Files.readString(conf()));
        } finally {
            holder.destroyForcibly().waitFor();
        }

        Process next = start("allow", "1-1", "--unseen", "--reason=why", "--expires=9999-12-31");
        assertEquals(0, next.waitFor(), "what is left of a process that was killed blocks nobody");
    }

    @Test
    void aReportHasTheModeThatTheUmaskLeavesAndAConfigurationHasNot()
            throws IOException, InterruptedException {
        DnfHost.Run run =
                DnfHost.program(
                        "sh",
                        "-c",
                        "umask 077 && mkdir -p $1/ci"
                                + " && scripts/kernelpin test --init $1/ci/example"
                                + " && scripts/kernelpin test --format json --output $1/report.json"
                                + " $1/ci && scripts/kernelpin allow --root $1 1-1 --unseen --reason=why"
                                + " --expires=9999-12-31",
                        "sh",
                        root.toString());

        assertEquals(0, run.status(), run.out() + run.err());
        assertEquals("600", mode(root.resolve("report.json")));
        assertEquals("644", mode(conf()));
        assertEquals("755", mode(root.resolve("etc/dnf/plugins")));
        assertEquals("600", mode(conf().resolveSibling(".kernelpin.lock")));
    }

    /** The machine's /etc/dnf is the test's for these processes alone. */
    @Test
    void onTheHostItselfNothingIsWrittenWhereOthersCanWrite()
            throws IOException, InterruptedException {
        assumeTrue(
                DnfHost.program("unshare", "--mount", "true").status() == 0,
                "mount namespaces are not to be had here");
        Files.createDirectories(root.resolve("dnf/plugins"));
        Files.createDirectories(root.resolve("dnf/elsewhere"));
        String allow = "scripts/kernelpin allow 1-1 --unseen --reason=why --expires=9999-12-31";

        DnfHost.Run writable = inNamespace("chmod 0777 /etc/dnf/plugins && exec " + allow);
        DnfHost.Run link =
                inNamespace(
                        "chmod 0755 /etc/dnf/plugins && chown 12345 /etc/dnf/elsewhere"
                                + " && ln -s ../elsewhere/x.conf /etc/dnf/plugins/kernelpin.conf"
                                + " && exec "
                                + allow);
        DnfHost.Run good = inNamespace("rm /etc/dnf/plugins/kernelpin.conf && exec " + allow);

        assertEquals(
                new DnfHost.Run(
                        4,
                        "",
                        "kernelpin: /etc/dnf/plugins: others than root can write to this directory,"
                                + " so nothing is written below it: expected owner root and mode 0755"
                                + " or stricter\n"),
                writable);
        assertEquals(
                new DnfHost.Run(
                        4,
                        "",
                        "kernelpin: /etc/dnf/elsewhere: others than root can write to this directory,"
                                + " so nothing is written below it: expected owner root and mode 0755"
                                + " or stricter\n"),
                link);
        assertEquals(List.of(), names(root.resolve("dnf/elsewhere")));
        assertEquals(
                new DnfHost.Run(
                        0,
                        "1-1 is allowed until 9999-12-31: /etc/dnf/plugins/kernelpin.conf\n",
                        ""),
                good);
    }

    private DnfHost.Run inNamespace(String script) throws IOException, InterruptedException {
        return DnfHost.program(
                "unshare",
                "--mount",
                "--propagation",
                "private",
                "sh",
                "-c",
                "mount --bind $1/dnf /etc/dnf && " + script,
                "sh",
                root.toString());
    }

    private Process start(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of("scripts/kernelpin"));
        command.addAll(List.of(words));
        command.add("--root=" + root);
        return new ProcessBuilder(command).start();
    }

    private String said(Process process) {
        try {
            return new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8)
                    .replace(root + "", "@ROOT@");
        } catch (IOException e) {
            return e.toString();
        }
    }

    private Path conf() {
        return root.resolve("etc/dnf/plugins/kernelpin.conf");
    }

    private static String mode(Path file) throws IOException {
        return Integer.toOctalString((int) Files.getAttribute(file, "unix:mode") & 0777);
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
