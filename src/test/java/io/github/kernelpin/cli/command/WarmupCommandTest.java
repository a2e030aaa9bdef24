package io.github.kernelpin.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.github.kernelpin.cli.CommandRun;
import io.github.kernelpin.cli.console.ExitCode;
import io.github.kernelpin.cli.console.Failure;
import io.github.kernelpin.host.process.ProcessRunner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class WarmupCommandTest {

    private static final String ARCHIVE_PROPERTY = "kernelpin.archive";
    private static final String ARCHIVE_FLAG = "-XX:ArchiveClassesAtExit=";

    @TempDir private Path directory = Path.of("");
    private final ProcessRunner processes = mock(ProcessRunner.class);
    private Path archive = Path.of("");

    @BeforeEach
    void nameTheArchive() {
        archive = directory.resolve("cds/kernelpin-17.0.1.jsa");
        System.setProperty(ARCHIVE_PROPERTY, archive.toString());
    }

    @AfterEach
    void forgetTheArchive() {
        System.clearProperty(ARCHIVE_PROPERTY);
    }

    @Test
    void theArchiveIsPublished() throws IOException {
        Files.createDirectories(archive.getParent());
        Files.writeString(archive, "old");
        List<String> command = new ArrayList<>();
        StringBuilder request = new StringBuilder();
        when(processes.run(anyList(), anyString(), any()))
                .thenAnswer(
                        call -> {
                            command.addAll(call.getArgument(0));
                            request.append(call.<String>getArgument(1));
                            Files.writeString(made(command), "new");
                            return new ProcessRunner.Result(ExitCode.REFUSED, "");
                        });
        assertEquals(new CommandRun(0, archive + "\n", ""), warmup());
        assertEquals("new", Files.readString(archive));
        assertEquals(List.of("kernelpin-17.0.1.jsa"), files());
        assertEquals(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), command.get(0));
        assertEquals(
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.github.kernelpin.cli.Main",
                        "hook"),
                command.subList(command.size() - 4, command.size()));
        assertFalse(command.stream().anyMatch(word -> word.startsWith("-D")), command.toString());
        assertFalse(request.indexOf("@PINS@") >= 0, request.toString());
    }

    @Test
    void archivesOfJdksThatAreGoneAreRemoved() throws IOException {
        Files.createDirectories(archive.getParent());
        for (String name : List.of("11.0.1", "21.0.2+13", "21.0.3", "25.0.1+8-LTS", "25")) {
            Files.writeString(archive.resolveSibling("kernelpin-" + name + ".jsa"), name);
        }
        Files.writeString(archive.resolveSibling("README"), "not an archive");
        install("java-21", "JAVA_VERSION=\"21.0.2\"\nJAVA_RUNTIME_VERSION=\"21.0.2+13\"\n");
        install("java-25", "JAVA_RUNTIME_VERSION=\"25.0.1+8-LTS\"\nJAVA_VERSION=\"25.0.1\"\n");
        install("without-runtime-version", "JAVA_VERSION=\"25\"\n");
        Files.delete(install("removed", "JAVA_VERSION=\"11.0.1\"\n").resolve("bin/java"));
        Files.delete(install("no-release", "").resolve("release"));
        when(processes.run(anyList(), anyString(), any()))
                .thenAnswer(
                        call -> {
                            Files.writeString(made(call.getArgument(0)), "new");
                            return new ProcessRunner.Result(ExitCode.REFUSED, "");
                        });

        assertEquals(new CommandRun(0, archive + "\n", ""), warmup());

        assertEquals(
                List.of(
                        "README",
                        "kernelpin-17.0.1.jsa",
                        "kernelpin-21.0.2+13.jsa",
                        "kernelpin-25.0.1+8-LTS.jsa",
                        "kernelpin-25.jsa"),
                files());
    }

    /** Puts a JDK where packages put theirs. */
    private Path install(String name, String release) throws IOException {
        Path home = directory.resolve("jvm").resolve(name);
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(java, "");
        assertTrue(java.toFile().setExecutable(true));
        Files.writeString(home.resolve("release"), release);
        return home;
    }

    @Test
    void withoutANameNoArchiveIsMade() {
        for (String name : List.of("", "absent")) {
            System.setProperty(ARCHIVE_PROPERTY, name);
            if (name.equals("absent")) {
                System.clearProperty(ARCHIVE_PROPERTY);
            }
            assertEquals(
                    new CommandRun(
                            4,
                            "",
                            "kernelpin: this Java has no release file, so that no archive can be"
                                    + " named after it\n"),
                    warmup());
        }
        verifyNoInteractions(processes);
    }

    @Test
    void aJvmThatFailsLeavesTheOldArchive() throws IOException {
        Files.createDirectories(archive.getParent());
        Files.writeString(archive, "old");
        Files.writeString(archive.resolveSibling("kernelpin-11.0.1.jsa"), "of another JDK");
        when(processes.run(anyList(), anyString(), any()))
                .thenAnswer(
                        call -> {
                            Files.writeString(made(call.getArgument(0)), "half of it");
                            return new ProcessRunner.Result(1, "\nOut of memory\n");
                        });
        assertEquals(
                new CommandRun(
                        70, "", "kernelpin: no archive was made, the JVM said: Out of memory\n"),
                warmup());
        assertEquals("old", Files.readString(archive));
        assertEquals(List.of("kernelpin-11.0.1.jsa", "kernelpin-17.0.1.jsa"), files());
    }

    @Test
    void aJvmThatAllowsTheSampleIsNotTrained() throws IOException {
        when(processes.run(anyList(), anyString(), any()))
                .thenAnswer(
                        call -> {
                            Files.writeString(made(call.getArgument(0)), "untrained");
                            return new ProcessRunner.Result(ExitCode.OK, "{}");
                        });
        assertEquals(
                new CommandRun(70, "", "kernelpin: no archive was made, the JVM said: {}\n"),
                warmup());
        assertEquals(List.of(), files());
    }

    @Test
    void aJvmThatWritesNoArchiveIsAFailure() throws IOException {
        when(processes.run(anyList(), anyString(), any()))
                .thenReturn(new ProcessRunner.Result(ExitCode.REFUSED, "read-only file system"));
        assertEquals(
                new CommandRun(
                        70,
                        "",
                        "kernelpin: no archive was made, the JVM said: read-only file system\n"),
                warmup());
        assertEquals(List.of(), files());
    }

    @Test
    void aJvmThatDoesNotEndIsAFailure() throws IOException {
        when(processes.run(anyList(), anyString(), any(Duration.class)))
                .thenThrow(new IOException("java did not end within 120 seconds"));
        assertEquals(
                new CommandRun(
                        70,
                        "",
                        "kernelpin: internal error: java.io.IOException: java did not end within"
                                + " 120 seconds\n"),
                warmup());
        assertEquals(List.of(), files());
    }

    @Test
    void aDirectoryThatCannotBeMadeIsAFailure() throws IOException {
        Files.writeString(directory.resolve("cds"), "a file");
        CommandRun run = warmup();
        assertEquals(70, run.exitCode());
        assertEquals("", run.out());
        assertEquals(1, run.err().lines().count(), run.err());
        verifyNoInteractions(processes);
    }

    /** Where the JVM was told to write its archive. */
    private static Path made(List<String> command) {
        return Path.of(
                command.stream()
                        .filter(word -> word.startsWith(ARCHIVE_FLAG))
                        .findFirst()
                        .orElseThrow()
                        .substring(ARCHIVE_FLAG.length()));
    }

    /** What lies beside the archive, hidden files and directories too. */
    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("cds"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private CommandRun warmup() {
        StringWriter out = new StringWriter();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream errStream = new PrintStream(err, true, StandardCharsets.UTF_8);
        CommandLine command =
                new CommandLine(new WarmupCommand(processes, directory.resolve("jvm")))
                        .setOut(new PrintWriter(out))
                        .setErr(new PrintWriter(errStream, true, StandardCharsets.UTF_8))
                        .setExecutionExceptionHandler(
                                (cause, line, parsed) -> Failure.internal(errStream, cause));
        int exitCode = command.execute();
        return new CommandRun(exitCode, out.toString(), err.toString(StandardCharsets.UTF_8));
    }
}
