package io.github.kernelpin.host.frontend;

import io.github.kernelpin.host.file.InstallRoot;
import io.github.kernelpin.host.file.RootedPath;
import io.github.kernelpin.host.process.ProcessRunner;
import io.github.kernelpin.host.process.Tool;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The text of the plugin's files, which this host's Python compiles and does not run: it may be
 * that of another root. {@code check-plugin.py} describes what goes in and comes out.
 */
final class PluginCode {

    private static final String SCRIPT = "check-plugin.py";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** What runs dnf on RHEL 8, and everywhere else. */
    private static final List<String> PYTHONS =
            List.of("/usr/libexec/platform-python", "/usr/bin/python3");

    private final ProcessRunner processes;

    PluginCode(ProcessRunner processes) {
        this.processes = processes;
    }

    /**
     * What keeps Python from loading it.
     *
     * @param files the contents by the names without .py, as in kernelpin_plugin/options
     * @return the first mistake in each of the files, and in each that is missing; none without a
     *     Python that could tell
     */
    Map<String, String> mistakes(Map<String, byte[]> files) throws IOException {
        String python = python();
        Map<String, String> mistakes = new LinkedHashMap<>();
        if (python.isEmpty()) {
            return mistakes;
        }
        List<String> command = List.of(python, "-W", "ignore", "-ISBc", script());
        ProcessRunner.Result result = processes.run(command, input(files), TIMEOUT);
        if (result.exitStatus() != 0) {
            throw new IOException(Tool.failure(python + " cannot read dnf's plugin", result));
        }
        for (String line : result.output().split("\n", -1)) {
            int blank = line.indexOf(' ');
            if (blank > 0) {
                mistakes.putIfAbsent(line.substring(0, blank), line.substring(blank + 1));
            }
        }
        return mistakes;
    }

    private static String python() throws IOException {
        for (String each : PYTHONS) {
            RootedPath program = InstallRoot.HOST.path(each);
            if (program.exists() && program.isExecutable()) {
                return each;
            }
        }
        return "";
    }

    private static String input(Map<String, byte[]> files) {
        StringBuilder input = new StringBuilder();
        files.forEach(
                (name, content) ->
                        input.append(name)
                                .append(' ')
                                .append(Base64.getEncoder().encodeToString(content))
                                .append('\n'));
        return input.toString();
    }

    private static String script() throws IOException {
        try (InputStream in = PluginCode.class.getResourceAsStream(SCRIPT)) {
            if (in == null) {
                throw new IOException(SCRIPT + " is missing: reinstall kernelpin");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
