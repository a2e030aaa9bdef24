package io.github.kernelpin.cli.command;

import io.github.kernelpin.cli.console.ExitCode;
import io.github.kernelpin.cli.option.ColorOption;
import io.github.kernelpin.host.process.JavaReleases;
import io.github.kernelpin.host.process.ProcessRunner;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * Makes the class-data archive that lets the hook start fast: a JVM judges a sample request and
 * dumps the classes it has loaded.
 */
@Command(
        name = "warmup",
        description = {
            "Makes the class-data archive with which the hook starts faster.",
            "Needed once after installing kernelpin or a new JDK; without it the hook is only slower."
        },
        exitCodeList = {
            "0:the archive is made",
            "4:the name of its file cannot be known, or it cannot be written",
            "70:Java has not made it"
        },
        footerHeading = "%nExample:%n",
        footer = "  kernelpin warmup")
public final class WarmupCommand implements Callable<Integer> {

    /** Where the launcher looks for the archive of the JDK it has chosen. */
    private static final String ARCHIVE_PROPERTY = "kernelpin.archive";

    /** What the launcher starts. */
    private static final String MAIN = "io.github.kernelpin.cli.Main";

    /** Where the packages of every distribution put their JDKs. */
    private static final Path JDKS = Path.of("/usr/lib/jvm");

    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private static final Set<PosixFilePermission> DIRECTORY =
            PosixFilePermissions.fromString("rwxr-xr-x");

    private static final Set<PosixFilePermission> FILE =
            PosixFilePermissions.fromString("rw-r--r--");

    private final ProcessRunner processes;

    private final Path jdks;

    @Spec private CommandSpec spec = CommandSpec.create();

    /** Of this command just the help has colours. */
    @SuppressWarnings("UnusedVariable")
    @Mixin
    private ColorOption color = new ColorOption();

    public WarmupCommand() {
        this(new ProcessRunner(), JDKS);
    }

    WarmupCommand(ProcessRunner processes, Path jdks) {
        this.processes = processes;
        this.jdks = jdks;
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        @Nullable String target = System.getProperty(ARCHIVE_PROPERTY);
        if (target == null || target.isEmpty()) {
            err.println(
                    "kernelpin: this Java has no release file, so that no archive can be named after it");
            return ExitCode.BAD_INPUT;
        }
        Path archive = Path.of(target).toAbsolutePath();
        Path directory = archive.resolveSibling(".");
        makeDirectory(directory);
        Path work = Files.createTempDirectory(directory, ".warmup");
        try {
            ProcessRunner.Result result = train(work);
            Path made = work.resolve("archive.jsa");
            if (result.exitStatus() != ExitCode.REFUSED || !Files.exists(made)) {
                err.println(
                        "kernelpin: no archive was made, the JVM said: " + result.output().strip());
                return ExitCode.INTERNAL_ERROR;
            }
            publish(made, archive);
        } finally {
            delete(work);
        }
        removeUnused(archive);
        spec.commandLine().getOut().println(archive.normalize());
        return ExitCode.OK;
    }

    /**
     * Java runs code out of the directory: others than its owner never get to write there, whatever
     * the umask is, and can read it.
     */
    private static void makeDirectory(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(DIRECTORY));
            Files.setPosixFilePermissions(directory, DIRECTORY);
        }
    }

    /**
     * Judges the sample request, which is refused, in a JVM that dumps its classes when it exits.
     */
    private ProcessRunner.Result train(Path work) throws IOException {
        // Pins that others could write to are refused for that alone.
        Path pins =
                Files.createDirectory(
                        work.resolve("pins.d"), PosixFilePermissions.asFileAttribute(DIRECTORY));
        Path pin =
                Files.createFile(
                        pins.resolve("sample.toml"), PosixFilePermissions.asFileAttribute(FILE));
        Files.writeString(pin, resource("warmup-pin.toml"));
        String request = resource("warmup-request.json").replace("@PINS@", pins.toString());
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (!flag.startsWith("-XX:SharedArchiveFile") && !flag.startsWith("-D")) {
                command.add(flag);
            }
        }
        command.add("-XX:ArchiveClassesAtExit=" + work.resolve("archive.jsa"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN, "hook"));
        return processes.run(command, request, TIMEOUT);
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = WarmupCommand.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from kernelpin's jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /**
     * A JVM crashes on a truncated archive: it appears under its name only once it is whole on
     * disk.
     */
    private static void publish(Path made, Path archive) throws IOException {
        Files.setPosixFilePermissions(made, FILE);
        try (FileChannel channel = FileChannel.open(made, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(made, archive, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Archives of JDKs that are gone are of no use; the others may still be taken. */
    private void removeUnused(Path archive) throws IOException {
        Set<String> used = new TreeSet<>(Set.of(archive.getFileName().toString()));
        for (String build : JavaReleases.builds(jdks)) {
            used.add("kernelpin-" + build + ".jsa");
        }
        try (var archives = Files.newDirectoryStream(archive.resolveSibling("."), "*.jsa")) {
            for (Path each : archives) {
                if (!used.contains(each.getFileName().toString())) {
                    Files.delete(each);
                }
            }
        }
    }

    private static void delete(Path work) throws IOException {
        try (var files = Files.walk(work)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
