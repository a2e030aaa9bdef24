package io.github.kernelpin.host.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
final class ProcessRunnerTest {

    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private final ProcessRunner runner = new ProcessRunner();
    private final List<String> lines = new ArrayList<>();

    @Test
    void aStreamThatDoesNotEndIsCutOff() {
        IOException error =
                assertThrows(
                        IOException.class,
                        () ->
                                runner.stream(
                                        List.of("/bin/sleep", "60"),
                                        Duration.ofSeconds(1),
                                        lines::add));
        assertEquals("/bin/sleep did not end within 1 seconds", error.getMessage());
    }

    @Test
    void standardErrorIsNoOutputAndItsFirstAndLastLinesAreKept() throws IOException {
        ProcessRunner.Result result =
                shell("echo out; for i in $(seq 1 1500); do echo err $i >&2; done; exit 7");
        assertEquals(7, result.exitStatus());
        assertEquals(List.of("out"), lines);
        assertEquals(40, result.output().lines().count());
        assertEquals("err 20", result.output().lines().toList().get(19));
        assertEquals("err 1500", result.output().lines().toList().get(39));
    }

    @Test
    void standardInputIsEmpty() throws IOException {
        assertEquals(new ProcessRunner.Result(0, ""), shell("cat; echo end"));
        assertEquals(List.of("end"), lines);
    }

    @Test
    void aLastLineWithoutAnEndIsALine() throws IOException {
        shell("printf 'one\\ntwo'");
        assertEquals(List.of("one", "two"), lines);
    }

    private ProcessRunner.Result shell(String script) throws IOException {
        return runner.stream(List.of("/bin/sh", "-c", script), TIMEOUT, lines::add);
    }
}
