package io.github.kernelpin.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever kernelpin is given, it ends as documented, soon, and says only what can be printed.
 *
 * <p>{@code scripts/fuzz} tries many more inputs, with no more memory than the launcher grants.
 * {@code -Dfuzz.seed} and {@code -Dfuzz.only} give one of them again.
 */
@Tag("slow")
final class HostileInputTest {

    private static final long SEED = Long.getLong("fuzz.seed", 418);
    private static final int INPUTS = Integer.getInteger("fuzz.inputs", 3_000);
    private static final int ONLY = Integer.getInteger("fuzz.only", -1);
    private static final Path FAILED = Path.of("target/hostile");

    private static final long CPU_MILLIS_MAX = 2_000;
    private static final long HANG_SECONDS = 60;
    private static final int FAILURES_MAX = 20;

    @TempDir private Path root = Path.of("");

    private final List<String> failures = new ArrayList<>();
    private final Map<String, Integer> endings = new TreeMap<>();
    private long slowestMillis;

    @Test
    void whateverIsGivenTheEndIsOneThatIsDocumented() throws Exception {
        Files.createDirectories(FAILED);
        HostileInput inputs = new HostileInput(SEED, root);
        ExecutorService worker = Executors.newSingleThreadExecutor();
        int first = Math.max(ONLY, 0);
        int end = ONLY < 0 ? INPUTS : ONLY + 1;
        for (int number = first; number < end && failures.size() < FAILURES_MAX; number++) {
            int given = number;
            try {
                worker.submit(() -> give(inputs, given)).get(HANG_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                throw new AssertionError(replay(given) + " does not end", e);
            } catch (ExecutionException e) {
                throw new AssertionError(replay(given), e);
            }
        }
        worker.shutdown();
        System.out.println(endings + ", the slowest took " + slowestMillis + " ms");
        assertEquals(List.of(), failures);
        assertTrue(ONLY >= 0 || hasEveryEnding(), endings.toString());
    }

    private Void give(HostileInput inputs, int number) throws IOException {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        HostileInput.Outcome outcome = inputs.give(number);
        long millis = (threads.getCurrentThreadCpuTime() - start) / 1_000_000;
        slowestMillis = Math.max(slowestMillis, millis);
        endings.merge(outcome.name() + " " + outcome.run().exitCode(), 1, Integer::sum);
        String problem = outcome.problem();
        if (problem.isEmpty() && millis > CPU_MILLIS_MAX) {
            problem = "took " + millis + " ms";
        }
        if (!problem.isEmpty()) {
            Path file = FAILED.resolve(SEED + "-" + number + "-" + outcome.name());
            Files.write(file, outcome.input());
            failures.add(
                    replay(number) + ": " + problem + ", see " + file + "\n" + said(outcome.run()));
        }
        return null;
    }

    /** The beginning of what was said, without what would get into the way on a terminal. */
    private static String said(CommandRun run) {
        String text = (run.err() + run.out()).replaceAll("[^ -~\n]", "?");
        return text.substring(0, Math.min(text.length(), 400));
    }

    private static String replay(int number) {
        return "-Dfuzz.seed=" + SEED + " -Dfuzz.only=" + number;
    }

    /** What is refused at the door every time would prove little. */
    private boolean hasEveryEnding() {
        for (String ending :
                List.of(
                        "request.json 0",
                        "request.json 3",
                        "request.json 4",
                        "request.json 6",
                        "pin.toml 3",
                        "pin.toml 5",
                        "lint.toml 0",
                        "lint.toml 5",
                        "case.toml 0",
                        "case.toml 3",
                        "case.toml 4",
                        "kernelpin.conf 0",
                        "module.ko 6",
                        "symvers.gz 3")) {
            if (!endings.containsKey(ending)) {
                return false;
            }
        }
        return true;
    }
}
