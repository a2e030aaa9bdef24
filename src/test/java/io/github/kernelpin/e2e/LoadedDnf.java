package io.github.kernelpin.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The real dnf, each run of it in a process of its own, whose modules a common ancestor has loaded:
 * to load them takes as long as the rest of a run on a small host. The ancestor is {@code
 * src/test/python/dnf_server.py}, and ends with this JVM.
 */
final class LoadedDnf {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static @Nullable LoadedDnf server;

    private final Map<Integer, CompletableFuture<Integer>> running = new ConcurrentHashMap<>();
    private final Writer asks;
    private int runs;

    private LoadedDnf(Process process) {
        asks = process.outputWriter(StandardCharsets.UTF_8);
        Thread reader =
                new Thread(() -> listen(process.inputReader(StandardCharsets.UTF_8)), "dnf");
        reader.setDaemon(true);
        reader.start();
    }

    private static synchronized LoadedDnf server() throws IOException {
        LoadedDnf loaded = server;
        if (loaded == null) {
            ProcessBuilder builder =
                    new ProcessBuilder("/usr/bin/python3", "src/test/python/dnf_server.py")
                            .redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment().put("LC_ALL", "C.UTF-8");
            // Python may be told not to write bytecode where tests run; dnf is not.
            builder.environment().remove("PYTHONDONTWRITEBYTECODE");
            loaded = new LoadedDnf(builder.start());
            server = loaded;
        }
        return loaded;
    }

    /**
     * Runs dnf to its end.
     *
     * @param mounts the command that mounts what this run alone is to see, or nothing
     * @return its exit status, 128 and more for a signal, as in a shell
     */
    static int run(
            List<String> arguments,
            List<String> mounts,
            Path directory,
            Path input,
            Path out,
            Path err,
            int minutesMax)
            throws IOException, InterruptedException {
        ObjectNode run = JSON.createObjectNode();
        run.set("arguments", JSON.valueToTree(arguments));
        run.set("mounts", JSON.valueToTree(mounts));
        run.put("directory", directory.toString());
        run.put("stdin", input.toString());
        run.put("stdout", out.toString());
        run.put("stderr", err.toString());
        try {
            return server().start(run).get(minutesMax, TimeUnit.MINUTES);
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("dnf " + arguments + " did not end", e);
        }
    }

    private synchronized CompletableFuture<Integer> start(ObjectNode run) throws IOException {
        CompletableFuture<Integer> status = new CompletableFuture<>();
        running.put(runs, status);
        run.put("id", runs++);
        asks.write(run + "\n");
        asks.flush();
        return status;
    }

    private void listen(BufferedReader answers) {
        try (answers) {
            for (String line = answers.readLine(); line != null; line = answers.readLine()) {
                JsonNode ended = JSON.readTree(line);
                int run = ended.get("id").asInt();
                Objects.requireNonNull(running.remove(run)).complete(ended.get("status").asInt());
            }
            throw new IOException("dnf_server.py has ended");
        } catch (IOException e) {
            running.values().forEach(each -> each.completeExceptionally(e));
            throw new UncheckedIOException(e);
        }
    }
}
