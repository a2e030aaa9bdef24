package io.github.kernelpin.host;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** A temporary directory that nobody else can look into, and that goes with all that is in it. */
public final class ScratchDirectory implements Closeable {

    private final Path directory;

    /** It goes as well when somebody stops this process. */
    private final Thread end = new Thread(this::deleteAtEnd);

    /** Makes one; the JDK gives it the mode 0700. */
    public ScratchDirectory() throws IOException {
        directory = Files.createTempDirectory("kernelpin-test").toRealPath();
        Runtime.getRuntime().addShutdownHook(end);
    }

    private void deleteAtEnd() {
        try {
            delete(directory);
        } catch (IOException e) {
            System.err.println("kernelpin: " + directory + " is left: " + e);
        }
    }

    /** Where it is. */
    public Path path() {
        return directory;
    }

    @Override
    public void close() throws IOException {
        Runtime.getRuntime().removeShutdownHook(end);
        delete(directory);
    }

    /** Removes a directory, and follows no link. */
    static void delete(Path directory) throws IOException {
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
                    public FileVisitResult postVisitDirectory(
                            Path visited, @Nullable IOException failure) throws IOException {
                        if (failure != null) {
                            throw failure;
                        }
                        Files.delete(visited);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
