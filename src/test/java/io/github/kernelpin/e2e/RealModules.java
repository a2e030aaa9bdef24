package io.github.kernelpin.e2e;

import io.github.kernelpin.host.file.InstallRoot;
import io.github.kernelpin.host.process.ProcessRunner;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Assumptions;

/** Modules that Debian has the sources of, built for its oldest and its newest kernel. */
final class RealModules {

    /** The last two depend on the second. */
    static final List<String> NAMES = List.of("v4l2loopback", "thinkpad_ec", "tp_smapi", "hdaps");

    private static final Path BUILT = Path.of("target/kmod").toAbsolutePath();
    private static final Duration TIMEOUT = Duration.ofMinutes(10);
    private static final int NOT_HERE = 77;

    private RealModules() {}

    /** Builds them, unless they are there already; skips the test where that is impossible. */
    static synchronized void build() throws IOException {
        ProcessRunner.Result result =
                new ProcessRunner()
                        .run(List.of("src/test/kmod/build-modules", BUILT.toString()), "", TIMEOUT);
        Assumptions.assumeTrue(result.exitStatus() != NOT_HERE, result.output());
        if (result.exitStatus() != 0) {
            throw new AssertionError(result.output());
        }
    }

    /** The releases of the two kernels. */
    static List<String> kernels() throws IOException {
        try (var lists = Files.newDirectoryStream(BUILT, "*.*")) {
            List<String> kernels = new ArrayList<>();
            for (Path directory : lists) {
                kernels.add(directory.getFileName().toString());
            }
            kernels.sort(null);
            return kernels;
        }
    }

    /** A module's file as the build made it for a kernel. */
    static Path module(String kernel, String name) {
        return BUILT.resolve(kernel).resolve(name + ".ko");
    }

    /** What a kernel exports, as its package says. */
    static Path symvers(String kernel) {
        return BUILT.resolve(kernel).resolve("symvers");
    }

    /** What thinkpad_ec exports, as its build says. */
    static Path builtSymvers(String kernel) {
        return BUILT.resolve(kernel).resolve("built.symvers");
    }

    /**
     * Lays the modules out as on RHEL: each in {@code extra} of the kernel that it was built for,
     * and linked from {@code weak-updates} of the other.
     */
    static InstallRoot installAsRhelDoes(Path directory) throws IOException {
        deleteTree(directory);
        Path modules = directory.resolve("usr/lib/modules");
        Files.createDirectories(modules);
        Files.createSymbolicLink(directory.resolve("lib"), Path.of("usr/lib"));
        for (String kernel : kernels()) {
            Path extra = Files.createDirectories(modules.resolve(kernel).resolve("extra"));
            for (String name : NAMES) {
                Files.copy(module(kernel, name), extra.resolve(name + ".ko"));
            }
            Path list = modules.resolve(kernel).resolve("symvers.gz");
            try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(list))) {
                Files.copy(symvers(kernel), out);
            }
            for (String other : kernels()) {
                if (!other.equals(kernel)) {
                    link(modules.resolve(other).resolve("weak-updates"), kernel);
                }
            }
        }
        return new InstallRoot(directory);
    }

    private static void link(Path weakUpdates, String kernel) throws IOException {
        Files.createDirectories(weakUpdates);
        for (String name : NAMES) {
            Files.createSymbolicLink(
                    weakUpdates.resolve(name + ".ko"),
                    Path.of("/lib/modules/" + kernel + "/extra/" + name + ".ko"));
        }
    }

    static void deleteTree(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        Files.walkFileTree(
                directory,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path visited, IOException e)
                            throws IOException {
                        Files.delete(visited);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
