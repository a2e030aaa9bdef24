package io.github.kernelpin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands that only look leave nothing behind: on the host, in its /tmp, or at home. */
final class WrittenFilesIT {

    private static final String SCRATCH = "scratch";

    private static DnfHost host;

    @BeforeAll
    static void makeHost() throws IOException, InterruptedException {
        DnfHost.prepare();
        host = host();
    }

    /** What dnf keeps of its own: caches, a history that gets no entry, logs, rpm's locks. */
    @ParameterizedTest
    @CsvSource({
        "status --root @ROOT@, 3, root/.rpmdb", // no dnf is in it
        "lint --root @ROOT@, 0, root/.rpmdb",
        "allow --root @ROOT@, 0, ''",
        "test @ROOT@/case, 0, ''",
        "check --root @ROOT@ 4.18.0-348.el8, 3, var/cache/dnf var/log root/.rpmdb",
        "dry-run --root @ROOT@, 3, var/cache/dnf var/lib/dnf var/log root/.rpmdb",
        "record --root @ROOT@ -o @ROOT@/request.json, 3,"
                + " var/cache/dnf var/lib/dnf var/log root/.rpmdb request.json",
    })
    void nothingIsLeftBehind(String command, int status, String allowed)
            throws IOException, InterruptedException {
        Map<Path, FileTime> before = files(host.root());

        DnfHost.Run run = kernelpin(command, "/dev/null");

        assertEquals(status, run.status(), run.out() + run.err());
        assertEquals(Set.of(), changed(before, files(host.root()), allowed));
    }

    @Test
    void theHookLeavesNothingBehind() throws IOException, InterruptedException {
        kernelpin("record --root @ROOT@ -o @ROOT@/upgrade.json", "/dev/null");
        Map<Path, FileTime> before = files(host.root());

        DnfHost.Run run = kernelpin("hook", host.root() + "/upgrade.json");

        assertEquals(3, run.status(), run.err());
        assertEquals(Set.of(), changed(before, files(host.root()), ""));
    }

    @Test
    void whatIsLeftBehindIsSeen() throws IOException, InterruptedException {
        Map<Path, FileTime> before = files(host.root());

        host.write(SCRATCH + "/home/left", "");

        assertEquals(
                Set.of(Path.of(SCRATCH, "home"), Path.of(SCRATCH, "home", "left")),
                changed(before, files(host.root()), ""));
    }

    private static DnfHost host() throws IOException, InterruptedException {
        DnfHost made = DnfHost.copyOf("base", "written-files");
        made.configure(List.of("baseos-8.5"), "");
        Path pins = Path.of("src/test/resources/e2e/pins/drbd.toml");
        made.write("etc/kernelpin/pins.d/drbd.toml", Files.readString(pins));
        made.write(
                "case/a.case.toml",
                """
                name = "a"
                pins = "../etc/kernelpin/pins.d"
                installed = ["kernel-core-4.18.0-305.el8.x86_64"]
                transaction = ["+kernel-core-4.18.0-348.el8.x86_64"]
                expect = "refuse"
                rules = ["kernel-outside-pin"]
                """);
        Files.createDirectories(made.root().resolve("no-case"));
        Files.createDirectories(made.root().resolve(SCRATCH + "/tmp"));
        Files.createDirectories(made.root().resolve(SCRATCH + "/home"));
        // What dnf makes where it was not yet.
        DnfHost.Run run = made.dnf(List.of("--disableplugin=kernelpin", "makecache"), "");
        DnfHost.check(run);
        return made;
    }

    /** Runs a command whose home and temporary files would be within the host. */
    private static DnfHost.Run kernelpin(String command, String input)
            throws IOException, InterruptedException {
        Path scratch = host.root().resolve(SCRATCH);
        List<String> words =
                new ArrayList<>(
                        List.of(
                                "sh",
                                "-c",
                                "TMPDIR=$1/tmp HOME=$1/home && export TMPDIR HOME && shift"
                                        + " && in=$1 && shift && exec scripts/kernelpin \"$@\" <\"$in\"",
                                "sh",
                                scratch.toString(),
                                input));
        words.addAll(
                Arrays.asList(command.replace("@ROOT@", host.root().toString()).split(" ", -1)));
        return DnfHost.program(words.toArray(new String[0]));
    }

    private static Map<Path, FileTime> files(Path root) throws IOException {
        Map<Path, FileTime> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : (Iterable<Path>) all::iterator) {
                files.put(
                        root.relativize(file),
                        Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS));
            }
        }
        assertTrue(files.size() > 50, files.size() + " files are on the host");
        return files;
    }

    private static Set<Path> changed(
            Map<Path, FileTime> before, Map<Path, FileTime> after, String allowed) {
        Set<Path> changed = new TreeSet<>();
        for (Map.Entry<Path, FileTime> file : after.entrySet()) {
            if (!file.getValue().equals(before.get(file.getKey()))) {
                changed.add(file.getKey());
            }
        }
        for (Path file : before.keySet()) {
            if (!after.containsKey(file)) {
                changed.add(file);
            }
        }
        changed.removeIf(file -> isAllowed(file, allowed));
        return changed;
    }

    private static boolean isAllowed(Path file, String allowed) {
        if (allowed.isEmpty()) {
            return false;
        }
        // The launcher of tests notes that it was run; what comes and goes dates its directory.
        boolean isAllowed =
                file.endsWith("jvm")
                        || file.endsWith(SCRATCH + "/tmp")
                        || file.toString().isEmpty();
        for (String prefix : allowed.split(" ", -1)) {
            isAllowed |= file.startsWith(prefix) || Path.of(prefix).startsWith(file);
        }
        return isAllowed;
    }
}
