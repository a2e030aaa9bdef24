package io.github.kernelpin.host.process;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.commons.exec.CommandLine;
import org.apache.commons.exec.DefaultExecutor;
import org.apache.commons.exec.ExecuteWatchdog;
import org.apache.commons.exec.PumpStreamHandler;

/** Runs programs: argument lists rather than shells, a clean environment, and an end to waiting. */
public class ProcessRunner {

    private static final Map<String, String> ENVIRONMENT =
            Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL", "C.UTF-8");

    /** Where libcurl, and with it dnf, looks for a proxy that is not in its configuration. */
    private static final List<String> PROXIES =
            List.of(
                    "http_proxy",
                    "https_proxy",
                    "HTTPS_PROXY",
                    "all_proxy",
                    "ALL_PROXY",
                    "no_proxy",
                    "NO_PROXY");

    /** What went wrong stands first with some programs, and last with others. */
    private static final int FIRST_ERRORS_MAX = 20;

    private static final int LAST_ERRORS_MAX = 20;

    /** What a program left behind. */
    public record Result(int exitStatus, String output) {}

    /**
     * Runs a program to its end.
     *
     * @return its exit status and what it wrote to standard output and standard error, mixed
     * @throws IOException if it cannot be started, or was killed after {@code timeout}
     */
    public Result run(List<String> command, String input, Duration timeout) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ByteArrayInputStream stdin =
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
        int status =
                execute(
                        command,
                        ENVIRONMENT,
                        new PumpStreamHandler(output, output, stdin),
                        timeout);
        return new Result(status, output.toString(StandardCharsets.UTF_8));
    }

    /**
     * Runs a program that may write more than fits into memory, and that may use the network.
     *
     * @param consumer takes its standard output line by line, and must not throw
     * @return its exit status and the first and last lines that it wrote to standard error
     * @throws IOException if it cannot be started, or was killed after {@code timeout}
     */
    public Result stream(List<String> command, Duration timeout, Consumer<String> consumer)
            throws IOException {
        return stream(command, Map.of(), timeout, consumer);
    }

    /** The same with variables of the environment besides. */
    public Result stream(
            List<String> command,
            Map<String, String> variables,
            Duration timeout,
            Consumer<String> consumer)
            throws IOException {
        Map<String, String> environment = new TreeMap<>(ENVIRONMENT);
        environment.putAll(variables);
        for (String name : PROXIES) {
            String value = System.getenv(name);
            if (value != null) {
                environment.put(name, value);
            }
        }
        List<String> first = new ArrayList<>();
        Deque<String> last = new ArrayDeque<>();
        int status;
        try (LineStream output = new LineStream(consumer);
                LineStream error = new LineStream(line -> keep(line, first, last))) {
            PumpStreamHandler streams =
                    new PumpStreamHandler(output, error, InputStream.nullInputStream());
            status = execute(command, environment, streams, timeout);
        }
        first.addAll(last);
        return new Result(status, String.join("\n", first));
    }

    private static void keep(String line, List<String> first, Deque<String> last) {
        if (first.size() < FIRST_ERRORS_MAX) {
            first.add(line);
            return;
        }
        last.addLast(line);
        if (last.size() > LAST_ERRORS_MAX) {
            last.removeFirst();
        }
    }

    private static int execute(
            List<String> command,
            Map<String, String> environment,
            PumpStreamHandler streams,
            Duration timeout)
            throws IOException {
        CommandLine line = new CommandLine(command.get(0));
        for (String argument : command.subList(1, command.size())) {
            line.addArgument(argument, false);
        }
        ExecuteWatchdog watchdog = ExecuteWatchdog.builder().setTimeout(timeout).get();
        DefaultExecutor executor = DefaultExecutor.builder().get();
        executor.setExitValues(null);
        executor.setWatchdog(watchdog);
        executor.setStreamHandler(streams);
        int status = executor.execute(line, environment);
        if (watchdog.killedProcess()) {
            throw new IOException(
                    command.get(0) + " did not end within " + timeout.toSeconds() + " seconds");
        }
        return status;
    }
}
