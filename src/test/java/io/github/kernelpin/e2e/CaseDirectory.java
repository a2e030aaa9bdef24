package io.github.kernelpin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A directory of cases that give a repository, and kernelpin run on it. */
final class CaseDirectory {

    static final String KERNEL_84 =
            "\"kernel-4.18.0-305.el8.x86_64\", \"kernel-core-4.18.0-305.el8.x86_64\","
                    + " \"kernel-modules-4.18.0-305.el8.x86_64\"";
    static final String DRBD = "\"kmod-drbd-9.1.2-1.el8.x86_64\"";
    static final String REFUSED =
            "expect = \"refuse\"\nrules = [\"kernel-outside-pin\", \"symbol-changed\"]\n";
    static final String ALLOWED = "expect = \"allow\"\nrules = []\nmessage = \"\"\n";

    private final Path scratch;
    private final Path temporary;

    CaseDirectory(Path scratch, Path temporary) {
        this.scratch = scratch;
        this.temporary = temporary;
    }

    /** Pins DRBD, and gives the cases all the packages that there are. */
    void prepare() throws IOException {
        Files.createDirectory(scratch.resolve("pins.d"));
        copyPin("drbd.toml");
        Files.createSymbolicLink(
                scratch.resolve("packages"), Path.of("target/repositories").toAbsolutePath());
    }

    void copyPin(String name) throws IOException {
        Files.copy(
                Path.of("src/test/resources/e2e/pins/" + name), scratch.resolve("pins.d/" + name));
    }

    void write(String name, String repository, String arguments, String installed, String rest)
            throws IOException {
        Files.writeString(
                scratch.resolve(name + ".case.toml"),
                "name = \""
                        + name
                        + "\"\npins = \"pins.d\"\nrepository = \""
                        + repository
                        + "\"\ninstalled_from = \"packages\"\ninstalled = ["
                        + installed
                        + "]\ndnf = ["
                        + arguments
                        + "]\n"
                        + rest);
    }

    /** The command that judges the cases, with temporary files in a place of their own. */
    String[] command() {
        return new String[] {
            "env", "TMPDIR=" + temporary, "scripts/kernelpin", "test", scratch.toString()
        };
    }

    DnfHost.Run run() throws IOException, InterruptedException {
        return DnfHost.program(command());
    }

    void assertPasses(String... names) throws IOException, InterruptedException {
        StringBuilder expected = new StringBuilder();
        for (String name : names) {
            expected.append("PASS   ").append(name).append('\n');
        }
        int count = names.length;
        String cases = count == 1 ? "1 case: " : count + " cases: ";
        expected.append(cases).append(count).append(" passed, 0 failed\n");
        assertEquals(new DnfHost.Run(0, expected.toString(), ""), run());
    }

    /** The only case, {@code a}, is broken for one reason. */
    void assertBroken(int line, int column, String problem)
            throws IOException, InterruptedException {
        Path file = scratch.resolve("a.case.toml");
        DnfHost.Run run = run();
        assertEquals(
                new DnfHost.Run(
                        4,
                        String.join(
                                "\n",
                                "ERROR  " + file,
                                "  " + file + ":" + line + ":" + column + ": " + problem,
                                "1 case: 0 passed, 0 failed, 1 broken",
                                ""),
                        ""),
                new DnfHost.Run(run.status(), unfolded(run.out()), run.err()));
    }

    static String unfolded(String text) {
        return text.replace("\n      ", " ");
    }

    static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }

    Map<Path, FileTime> snapshot() throws IOException {
        Map<Path, FileTime> times = new TreeMap<>();
        try (Stream<Path> files = Files.walk(scratch)) {
            for (Path each : files.toList()) {
                times.put(each, Files.getLastModifiedTime(each));
            }
        }
        return times;
    }
}
