package io.github.kernelpin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kernelpin.HostFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every scenario in {@code src/test/resources/e2e} with the real dnf, rpm, plugin, launcher and
 * JVM.
 *
 * <p>Every command that a message prints is run on a fresh host, where it has to end well. What a
 * scenario really did is left in {@code target/scenarios} in the format of its file.
 */
@Execution(ExecutionMode.CONCURRENT)
final class DnfIT {

    private static final Path SCENARIOS = Path.of("src/test/resources/e2e");
    private static final Path ACTUAL = Path.of("target/scenarios");

    private static final Pattern PRINTED = Pattern.compile("(?m)^    (\\S.*):\n      dnf ");

    @BeforeAll
    static void buildPackagesAndHost() throws IOException, InterruptedException {
        DnfHost.prepare();
        Files.createDirectories(ACTUAL);
    }

    static Stream<Scenario> scenarios() throws IOException {
        List<Scenario> scenarios = new ArrayList<>();
        try (var files =
                Files.newDirectoryStream(
                        SCENARIOS, System.getProperty("scenario", "*") + ".toml")) {
            for (Path file : files) {
                scenarios.add(Scenario.read(file));
            }
        }
        assertTrue(!scenarios.isEmpty(), "no scenario found");
        return scenarios.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void goesAsItsFileSays(Scenario scenario) throws IOException, InterruptedException {
        DnfHost host = prepared(scenario, "");
        Set<String> before = host.installed();

        DnfHost.Run run = host.dnf(words(scenario.run()), scenario.input());

        // Where commands are broken into lines depends on how long this machine's paths are.
        String stderr = host.anonymous(run.err()).replace(" \\\n        ", " ");
        List<String> changes = difference(before, host.installed());
        boolean jvm = host.jvmWasStarted();
        String ends = scenario.ends().isEmpty() ? "" : HostEnd.of(host);
        List<List<String>> followed = new ArrayList<>();
        for (String label : scenario.follow()) {
            followed.add(follow(scenario, commandLabelled(label, run.err())));
        }
        for (String label : printedLabels(run.err())) {
            if (!scenario.follow().contains(label)) {
                follow(scenario, commandLabelled(label, run.err()));
            }
        }
        record(scenario, run.status(), jvm, ends, changes, followed, stderr);
        assertEquals(scenario.ends(), ends);
        assertEquals(scenario.stderr(), stderr);
        assertEquals(scenario.status(), run.status(), run.out());
        assertEquals(scenario.changes(), changes);
        assertEquals(scenario.jvm(), jvm, "a JVM was started");
        assertEquals(scenario.followChanges(), followed);
    }

    /** Pastes a printed command on a fresh host and returns what it changed there. */
    private static List<String> follow(Scenario scenario, String command)
            throws IOException, InterruptedException {
        DnfHost host = prepared(scenario, "");
        Set<String> before = host.installed();

        DnfHost.Run run = host.paste(command);

        assertEquals(scenario.followStatus(), run.status(), command + "\n" + run.out() + run.err());
        assertFalse(run.err().contains("kernelpin: kernel"), command + "\n" + run.err());
        return difference(before, host.installed());
    }

    /** A host as a scenario finds it, in a directory of its own. */
    static DnfHost prepared(Scenario scenario, String suffix)
            throws IOException, InterruptedException {
        DnfHost host = DnfHost.copyOf(scenario.host(), scenario.name() + suffix);
        host.configure(scenario.setupRepositories(), scenario.options());
        for (String setup : scenario.setup()) {
            List<String> words = new ArrayList<>(words(setup));
            words.addAll(List.of("-y", "--disableplugin=kernelpin"));
            DnfHost.Run run = host.dnf(words, "");
            assertEquals(0, run.status(), run.out() + run.err());
        }
        host.configure(scenario.repositories(), scenario.options());
        host.configurePlugin(scenario.pluginOptions());
        for (String pin : scenario.pins()) {
            host.write(
                    "etc/kernelpin/pins.d/" + pin + ".toml",
                    Files.readString(SCENARIOS.resolve("pins/" + pin + ".toml")));
        }
        for (HostFile file : scenario.files()) {
            host.write(file);
        }
        return host;
    }

    /** The labels of all commands of dnf in a message. */
    private static List<String> printedLabels(String stderr) {
        List<String> labels = new ArrayList<>();
        Matcher commands = PRINTED.matcher(stderr);
        while (commands.find()) {
            labels.add(commands.group(1));
        }
        return labels;
    }

    /** The command under a label of the message, as it stands there. */
    private static String commandLabelled(String label, String stderr) {
        int start = stderr.indexOf("    " + label + ":\n");
        assertTrue(start >= 0, "no command labelled " + label + " in\n" + stderr);
        StringBuilder command = new StringBuilder();
        for (String line : stderr.substring(start + label.length() + 6).split("\n", -1)) {
            command.append(line).append('\n');
            if (!line.endsWith("\\")) {
                break;
            }
        }
        return command.toString().stripTrailing();
    }

    static List<String> words(String command) {
        return command.isEmpty() ? List.of() : Arrays.asList(command.split(" ", -1));
    }

    /** What has gone (-) and come (+). */
    static List<String> difference(Set<String> before, Set<String> after) {
        List<String> changes = new ArrayList<>();
        Set<String> gone = new TreeSet<>(before);
        gone.removeAll(after);
        Set<String> come = new TreeSet<>(after);
        come.removeAll(before);
        gone.forEach(each -> changes.add("-" + each));
        come.forEach(each -> changes.add("+" + each));
        return changes;
    }

    private static void record(
            Scenario scenario,
            int status,
            boolean jvm,
            String ends,
            List<String> changes,
            List<List<String>> followed,
            String stderr)
            throws IOException {
        String given = Files.readString(SCENARIOS.resolve(scenario.name() + ".toml"));
        int end = given.indexOf("\n# then\n");
        StringBuilder actual = new StringBuilder(end < 0 ? given : given.substring(0, end));
        actual.append("\n# then\nstatus = ").append(status).append("\njvm = ").append(jvm);
        if (!ends.isEmpty()) {
            actual.append("\nends = \"").append(ends).append('"');
        }
        actual.append("\nchanges = ").append(listing(changes)).append('\n');
        if (!followed.isEmpty()) {
            actual.append("follow_changes = [\n");
            followed.forEach(each -> actual.append(listing(each)).append(",\n"));
            actual.append("]\n");
        }
        actual.append("stderr = '''\n").append(stderr).append("'''\n");
        Files.writeString(ACTUAL.resolve(scenario.name() + ".toml"), actual);
    }

    static String listing(List<String> changes) {
        StringBuilder text = new StringBuilder("[");
        for (String change : changes) {
            text.append("\n    \"").append(change).append("\",");
        }
        return text.append(changes.isEmpty() ? "]" : "\n]").toString();
    }
}
