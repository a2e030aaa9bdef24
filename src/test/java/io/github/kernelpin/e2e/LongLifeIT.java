package io.github.kernelpin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The hook again and again, several times at once, and killed at any moment.
 *
 * <p>{@code -Dkills=200} kills dnf that often, and {@code -Dseed} at the same moments as a run
 * before.
 */
@Execution(ExecutionMode.CONCURRENT)
final class LongLifeIT {

    private static final String PYTHON = "/usr/bin/python3";
    private static final int KIBIBYTES_MAX = 2048;
    private static final int AT_ONCE = 4;

    /** It hangs with a child where the file is there. */
    private static final String HANGS_AT_TIMES =
            """
            #!/bin/sh
            if [ -e @ROOT@/hang ]; then
                trap '' HUP INT QUIT TERM
                sleep 120 &
                wait
            fi
            exec @SOURCES@/scripts/kernelpin "$@"
            """;

    @BeforeAll
    static void buildPackagesAndHost() throws IOException, InterruptedException {
        DnfHost.prepare();
    }

    @Test
    void aProgramThatSolvesSixtyTimesDoesNotGrow() throws IOException, InterruptedException {
        PinnedHost host = PinnedHost.named("sixty-times", "baseos-8.5");

        DnfHost.Run run = python("resolve_again.py", host.root(), "60");

        List<String> lines = run.out().lines().toList();
        assertEquals(List.of("60 refused"), lines.subList(2, lines.size()), run.out());
        String[] third = lines.get(0).split(" KiB, ", -1);
        String[] all = lines.get(1).split(" KiB, ", -1);
        assertEquals(third[1], all[1]);
        assertTrue(all[1].endsWith(" 0 children"), run.out());
        int growth = Integer.parseInt(all[0]) - Integer.parseInt(third[0]);
        assertTrue(growth <= KIBIBYTES_MAX, run.out());
    }

    @Test
    void dnfThatIsKilledAtAnyMomentLeavesNothing() throws IOException, InterruptedException {
        PinnedHost host = PinnedHost.named("killed", "baseos-8.5");
        host.write("kernelpin", host.inPlace(HANGS_AT_TIMES));

        DnfHost.Run run =
                python(
                        "kill_dnf.py",
                        host.root(),
                        System.getProperty("kills", "15"),
                        System.getProperty("seed", ""));

        assertTrue(run.out().endsWith(" times killed, 0 of them wrong\n"), run.out());
        assertEquals(Set.of(), host.changes());
    }

    @Test
    void severalDnfAtOnceAllGetTheirVerdict() throws IOException, InterruptedException {
        List<PinnedHost> hosts = new ArrayList<>();
        List<CompletableFuture<DnfHost.Run>> runs = new ArrayList<>();
        for (int i = 0; i < AT_ONCE / 2; i++) {
            PinnedHost host = PinnedHost.named("at-once-" + i, "baseos-8.5");
            hosts.addAll(List.of(host, host));
        }

        for (PinnedHost host : hosts) {
            runs.add(CompletableFuture.supplyAsync(() -> upgrade(host)));
        }

        for (int i = 0; i < AT_ONCE; i++) {
            String said = hosts.get(i).readable(runs.get(i).join().err());
            assertTrue(
                    said.endsWith(
                            "Error: "
                                    + Refusal.ofUpgrade(
                                            "baseos-8.5", "dnf upgrade --installroot=@ROOT@ -y")
                                    + "\n"),
                    said);
            assertEquals(1, runs.get(i).join().status());
            assertEquals(Set.of(), hosts.get(i).changes());
        }
    }

    private static DnfHost.Run upgrade(PinnedHost host) {
        try {
            return host.dnf("upgrade");
        } catch (IOException e) {
            throw new CompletionException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        }
    }

    private static DnfHost.Run python(String script, Path root, String... words)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(PYTHON, "src/test/python/" + script, root.toString()));
        command.addAll(List.of(words));
        DnfHost.Run run = DnfHost.run(command, "");
        assertEquals("", run.err());
        assertEquals(0, run.status(), run.out());
        return run;
    }
}
