package io.github.kernelpin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The largest, deepest and most intricate requests, each given to the launcher: kernelpin judges
 * them, or says why not, within the time and memory of a host that waits for it.
 */
final class HostileProcessIT {

    /** Twice what is promised, because a machine may be slow. */
    private static final double CPU_SECONDS_MAX = 4;

    private static final int MEBIBYTES_MAX = 256;
    private static final int REQUESTS_MIN = 20;

    @Test
    void noRequestTakesMoreThanAHostCanSpare() throws IOException, InterruptedException {
        Path directory = Files.createDirectories(DnfHost.TARGET.resolve("hostile"));

        DnfHost.Run run =
                DnfHost.program(
                        "/usr/bin/python3",
                        "src/test/python/hostile_requests.py",
                        "scripts/kernelpin",
                        directory.toString());

        DnfHost.check(run);
        List<String> lines = run.out().lines().toList();
        assertTrue(lines.size() >= REQUESTS_MIN, run.out());
        for (String line : lines) {
            check(line);
        }
    }

    private static void check(String line) {
        String[] columns = line.split("\t", -1);
        assertEquals(6, columns.length, line);
        int status = Integer.parseInt(columns[1]);
        boolean isAnswered = status == 0 || status == 3;
        assertTrue(Set.of(0, 3, 4).contains(status), line);
        assertTrue(Double.parseDouble(columns[2]) <= CPU_SECONDS_MAX, line);
        assertTrue(Integer.parseInt(columns[3]) <= MEBIBYTES_MAX, line);
        assertEquals(isAnswered, Integer.parseInt(columns[4]) > 0, line);
        assertEquals(isAnswered ? "" : "kernelpin: the request is ", start(columns[5]), line);
    }

    private static String start(String said) {
        return said.substring(0, Math.min(said.length(), "kernelpin: the request is ".length()));
    }
}
