package io.github.kernelpin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import io.github.kernelpin.Resources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Every command that the documents show does what they say, on a host of its own. */
@Execution(ExecutionMode.CONCURRENT)
final class DocumentedExamplesIT {

    /** What stands for the host of who reads the documents. */
    private static final List<String> OF_A_HOST =
            List.of(
                    "status", "check", "dry-run", "record", "pin", "unpin", "allow", "lint",
                    "guard");

    /** A command, the commands before it, what it exits with, and a part of what it prints. */
    private record Example(String run, List<String> before, int status, String prints) {}

    @BeforeAll
    static void buildPackagesAndHosts() throws IOException, InterruptedException {
        DnfHost.prepare();
    }

    @Test
    void eachIsInTheTableAndNoneBesides() throws IOException {
        SortedSet<String> tried = new TreeSet<>();
        for (Example example : examples()) {
            tried.add(example.run());
        }
        assertEquals(String.join("\n", DocumentedExample.all()), String.join("\n", tried));
    }

    /** What comes before is done once, on a host of which each example gets a copy. */
    @TestFactory
    Stream<DynamicTest> eachWorks() throws IOException, InterruptedException {
        Map<List<String>, DnfHost> hosts = new HashMap<>();
        List<DynamicTest> tests = new ArrayList<>();
        for (Example example : examples()) {
            DnfHost known = hosts.get(example.before());
            DnfHost before = known == null ? hostAfter(example.before(), hosts.size()) : known;
            hosts.put(example.before(), before);
            String name = "example-" + tests.size();
            tests.add(
                    DynamicTest.dynamicTest(
                            example.run(), () -> works(example, before.configuredCopy(name))));
        }
        return tests.stream();
    }

    private static DnfHost hostAfter(List<String> commands, int number)
            throws IOException, InterruptedException {
        DnfHost host = DnfHost.copyOf("base", "before-examples-" + number);
        host.configure(List.of("baseos-8.5", "updates-8.4"), "");
        host.write("desk/.keep", "");
        for (String command : commands) {
            DnfHost.Run run = host.paste(inWorkOf(host) + onHost(command));
            assertTrue(run.status() != 2 && run.status() < 4, run.err());
        }
        return host;
    }

    private static void works(Example example, DnfHost host)
            throws IOException, InterruptedException {
        DnfHost.Run run = host.paste(inWorkOf(host) + onHost(example.run()));

        assertEquals(example.status(), run.status(), run.out() + run.err());
        assertTrue(run.out().contains(example.prints()), run.out());
        assertFalse(run.err().contains("\tat "), run.err());
    }

    private static String inWorkOf(DnfHost host) {
        String scripts = Path.of("scripts").toAbsolutePath().toString();
        return "cd " + host.root().resolve("desk") + " && export PATH=" + scripts + ":$PATH && ";
    }

    /** The same command, about the host of the test. */
    private static String onHost(String command) {
        String there =
                command.replace("/mnt/target", "@ROOT@")
                        .replace("/usr/share/bash-completion", "@ROOT@/desk")
                        .replace("/srv/repo", "@ROOT@/desk")
                        .replace(
                                "2026-12-31",
                                LocalDate.now(ZoneOffset.UTC).plusDays(30).toString());
        for (String name : OF_A_HOST) {
            String start = "kernelpin " + name;
            boolean isSo = there.equals(start) || there.startsWith(start + " ");
            if (isSo && !there.contains("--root")) {
                return start + " --root=@ROOT@" + there.substring(start.length());
            }
        }
        return there;
    }

    private static List<Example> examples() throws IOException {
        List<Example> examples = new ArrayList<>();
        JsonNode table = new TomlMapper().readTree(Resources.text("examples.toml"));
        for (JsonNode row : table.path("example")) {
            List<String> before = new ArrayList<>();
            for (JsonNode command : row.path("before")) {
                before.add(command.asText());
            }
            examples.add(
                    new Example(
                            row.path("run").asText(),
                            before,
                            row.path("status").asInt(),
                            row.path("prints").asText()));
        }
        return examples;
    }

    @Test
    void theWalkInReadmeEndsWithAReport() throws IOException, InterruptedException {
        String readme = Files.readString(Path.of("README.md"));
        String section = readme.substring(readme.indexOf("\n" + DocumentedExample.WALK + "\n"));
        String walk = section.substring(section.indexOf("```sh\n") + 6);
        Files.deleteIfExists(Path.of("target/ci/pins.xml"));

        DnfHost.Run run =
                DnfHost.copyOf("empty", "walk")
                        .paste(walk.substring(0, walk.indexOf("```")).replace("$PWD", "$(pwd)"));

        assertEquals(0, run.status(), run.out() + run.err());
        assertTrue(run.out().endsWith("1 case: 1 passed, 0 failed\n"), run.out());
        assertTrue(
                Files.readString(Path.of("target/ci/pins.xml"))
                        .contains("<testsuites name=\"kernelpin\" tests=\"1\" failures=\"0\""));
    }
}
