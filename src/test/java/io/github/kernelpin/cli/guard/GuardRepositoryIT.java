package io.github.kernelpin.cli.guard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.kernelpin.cli.CommandRun;
import io.github.kernelpin.cli.Main;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a directory of guards, with the real rpmbuild and createrepo_c. */
final class GuardRepositoryIT {

    private static final String A = "kernelpin-guard-a-20210518.120000-1.noarch.rpm";
    private static final String RENAMED = "kernelpin-guard-a-signed.noarch.rpm";

    @TempDir private Path root = Path.of("");
    private Path guards = Path.of("");

    @BeforeEach
    void buildOneGuard() throws IOException {
        Files.createDirectories(root.resolve("etc/kernelpin/pins.d"));
        guards = root.resolve("guards");
        pin("a", "< 2");
        assertEquals(
                new CommandRun(
                        0,
                        "wrote @ROOT@/guards/"
                                + A
                                + "\ngroup kernelpin-guards: kernelpin-guard-a kmod-a\n",
                        ""),
                guard());
    }

    @Test
    void aFailedIndexLeavesTheGuardsThatTheOldOneLists() throws IOException, InterruptedException {
        // createrepo_c cannot put another directory in its place.
        assumeTrue(chattr("+i") == 0, "nothing can be made immutable here");
        pin("a", "< 3");
        CommandRun run = guard();
        assertEquals(0, chattr("-i"));
        assertEquals(4, run.exitCode());
        assertTrue(
                run.err().startsWith("kernelpin: /usr/bin/createrepo_c failed with status 1: "),
                run.err());
        assertTrue(Files.exists(guards.resolve(A)));
        String next = A.replace("-1.noarch", "-2.noarch");
        assertEquals(
                "has not changed: @ROOT@/guards/"
                        + next
                        + "\nremoved @ROOT@/guards/"
                        + A
                        + "\ngroup kernelpin-guards: kernelpin-guard-a kmod-a\n",
                guard().out());
        assertEquals(List.of(next), listed());
    }

    private int chattr(String change) throws IOException, InterruptedException {
        return new ProcessBuilder("chattr", change, guards.resolve("repodata").toString())
                .start()
                .waitFor();
    }

    @Test
    void linksAndWhatElseCannotBeReplacedAreToldBeforeAnythingIsBuilt() throws IOException {
        Path metadata = guards.resolve("repodata");
        Files.move(metadata, root.resolve("elsewhere"));
        Files.createSymbolicLink(metadata, root.resolve("elsewhere"));
        pin("a", "< 3");

        assertEquals(
                new CommandRun(
                        4,
                        "",
                        "kernelpin: @ROOT@/guards/repodata: expected a directory, and no link\n"),
                guard());
        assertEquals(List.of("comps.xml", A, "repodata"), present());

        Files.delete(metadata);
        Files.delete(guards.resolve("comps.xml"));
        Files.createDirectory(guards.resolve("comps.xml"));
        assertEquals(
                new CommandRun(
                        4,
                        "",
                        "kernelpin: @ROOT@/guards/comps.xml: expected a file, and no link\n"),
                guard());
        assertEquals(List.of("comps.xml", A), present());
    }

    @Test
    void aRenamedGuardIsPublishedByItsOwnName() throws IOException {
        byte[] content = Files.readAllBytes(guards.resolve(A));
        Files.move(guards.resolve(A), guards.resolve(RENAMED));
        assertEquals(
                "wrote @ROOT@/guards/"
                        + A
                        + "\nremoved @ROOT@/guards/"
                        + RENAMED
                        + "\ngroup kernelpin-guards: kernelpin-guard-a kmod-a\n",
                guard().out());
        assertEquals(List.of("comps.xml", A, "repodata"), present());
        assertEquals(List.of(A), listed());
        assertArrayEquals(content, Files.readAllBytes(guards.resolve(A)));
    }

    @Test
    void whatAnInterruptedRunLeftIsDeleted() throws IOException {
        Files.createDirectory(guards.resolve(".repodata"));
        Files.createFile(guards.resolve(".repodata/primary.xml.gz"));
        Files.createDirectory(guards.resolve("repodata.old.1.20210518120000.1"));
        Files.createFile(guards.resolve(".comps.xml.123.new"));
        Files.createFile(guards.resolve("." + A + ".123.new"));
        assertEquals(0, guard().exitCode());
        assertEquals(List.of("comps.xml", A, "repodata"), present());
    }

    @Test
    void aDraftOfSomebodyElseIsLeftAlone() throws IOException {
        Files.createFile(guards.resolve(".notes.txt.123.new"));
        assertEquals(
                "kernelpin: @ROOT@/guards: expected nothing but guards, but there is"
                        + " .notes.txt.123.new as well\n",
                guard().err());
    }

    @Test
    void theLastPinThatIsLiftedEmptiesTheRepository() throws IOException {
        Files.delete(root.resolve("etc/kernelpin/pins.d/a.toml"));
        assertEquals(
                new CommandRun(
                        0,
                        "removed @ROOT@/guards/"
                                + A
                                + "\nthere is no pin that a guard could hold: the repository is"
                                + " empty now\n",
                        ""),
                guard());
        assertEquals(List.of("comps.xml", "repodata"), present());
        assertEquals(List.of(), listed());
        assertEquals(-1, Files.readString(guards.resolve("comps.xml")).indexOf("group"));
        assertEquals("kernelpin: there is no pin that a guard could hold\n", guard().err());
    }

    @Test
    void aMissingDirectoryOfPinsEmptiesNothing() throws IOException {
        Files.move(root.resolve("etc"), root.resolve("elsewhere"));
        assertEquals(
                new CommandRun(4, "", "kernelpin: there is no pin that a guard could hold\n"),
                guard());
        assertEquals(List.of(A), listed());
    }

    @Test
    void namingAPinTakesOutTheGuardsOfOthers() throws IOException {
        pin("b", "< 2");
        assertEquals(
                "wrote @ROOT@/guards/"
                        + A.replace("-a-", "-b-")
                        + "\nremoved @ROOT@/guards/"
                        + A
                        + "\ngroup kernelpin-guards: kernelpin-guard-b kmod-b\n",
                guard("b").out());
        assertEquals(List.of(A.replace("-a-", "-b-")), listed());
    }

    @Test
    void aDryRunShowsTheVersionThatABuildWouldGive() throws IOException {
        pin("a", "< 3");
        CommandRun run = guard("--dry-run");
        assertTrue(run.out().contains("\nVersion: 20210518.120000\nRelease: 2\n"), run.out());
        assertEquals(List.of("comps.xml", A, "repodata"), present());
    }

    @Test
    void everybodyMayReadTheIndexWhateverTheUmask() throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin/java").toString();
        List<String> command =
                new ArrayList<>(List.of("sh", "-c", "umask 077; exec \"$@\"", "sh", java, "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.add(Main.class.getName());
        command.addAll(arguments());
        assertEquals(
                0,
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(root.resolve("log").toFile())
                        .start()
                        .waitFor());
        Path metadata = guards.resolve("repodata");
        assertEquals("rwxr-xr-x", permissions(metadata));
        try (Stream<Path> files = Files.list(metadata)) {
            for (Path file : files.toList()) {
                assertEquals("rw-r--r--", permissions(file), file.toString());
            }
        }
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    /** Writes a pin whose guard has a package to require. */
    private void pin(String id, String version) throws IOException {
        Path file = root.resolve("etc/kernelpin/pins.d/" + id + ".toml");
        Files.writeString(
                file,
                """
                [[pin]]
                id = "@ID@"
                [[pin.module]]
                name = "@ID@"
                package = "kmod-@ID@"
                version = "@VERSION@"
                """
                        .replace("@ID@", id)
                        .replace("@VERSION@", version));
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2021-05-18T12:00:00Z")));
    }

    /** The files that dnf would know of. */
    private List<String> listed() throws IOException {
        List<String> listed = new ArrayList<>();
        try (Stream<Path> files = Files.list(guards.resolve("repodata"))) {
            Path primary =
                    files.filter(file -> file.toString().endsWith("-primary.xml.gz"))
                            .findFirst()
                            .orElseThrow();
            try (InputStream content = new GZIPInputStream(Files.newInputStream(primary))) {
                String text = new String(content.readAllBytes(), StandardCharsets.UTF_8);
                for (String part : text.split("<location href=\"", -1)) {
                    if (!part.startsWith("<?xml")) {
                        listed.add(part.substring(0, part.indexOf('"')));
                    }
                }
            }
        }
        return listed;
    }

    private List<String> present() throws IOException {
        try (Stream<Path> files = Files.list(guards)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private List<String> arguments(String... more) {
        List<String> all =
                new ArrayList<>(
                        List.of(
                                "guard",
                                "--root",
                                root.toString(),
                                "--no-host-check",
                                "-o",
                                guards.toString()));
        all.addAll(List.of(more));
        return all;
    }

    private CommandRun guard(String... more) {
        CommandRun run = CommandRun.of("", arguments(more).toArray(String[]::new));
        return new CommandRun(
                run.exitCode(),
                run.out().replace(root.toString(), "@ROOT@"),
                run.err().replace(root.toString(), "@ROOT@"));
    }
}
