package io.github.kernelpin.host;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.commons.exec.CommandLine;
import org.apache.commons.exec.DefaultExecutor;
import org.apache.commons.exec.ExecuteWatchdog;
import org.apache.commons.exec.PumpStreamHandler;

/** Runs programs: argument lists rather than shells, a clean environment, and an end to waiting. */
public class ProcessRunner {

    private static final Map<String, String> ENVIRONMENT =
            Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL", "C.UTF-8");

    /** What a program left behind. */
    public record Result(int exitStatus, String output) {}

    /**
     * Runs a program to its end.
     *
     * @return its exit status and what it wrote to standard output and standard error, mixed
     * @throws IOException if it cannot be started, or was killed after {@code timeout}
     */
    public Result run(List<String> command, String input, Duration timeout) throws IOException {
        CommandLine line = new CommandLine(command.get(0));
        for (String argument : command.subList(1, command.size())) {
            line.addArgument(argument, false);
        }
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ByteArrayInputStream stdin =
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
        ExecuteWatchdog watchdog = ExecuteWatchdog.builder().setTimeout(timeout).get();
        DefaultExecutor executor = DefaultExecutor.builder().get();
        executor.setExitValues(null);
        executor.setWatchdog(watchdog);
        executor.setStreamHandler(new PumpStreamHandler(output, output, stdin));
        int status = executor.execute(line, ENVIRONMENT);
        if (watchdog.killedProcess()) {
            throw new IOException(
                    command.get(0) + " did not end within " + timeout.toSeconds() + " seconds");
        }
        return new Result(status, output.toString(StandardCharsets.UTF_8));
    }
}
