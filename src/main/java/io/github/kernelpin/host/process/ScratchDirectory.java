package io.github.kernelpin.host.process;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A temporary directory that nobody else can look into, and that goes with all that is in it. */
public final class ScratchDirectory implements Closeable {

    private static final int ATTEMPTS_MAX = 20;

    private final Path directory;

    /** It goes as well when somebody stops this process. */
    private final Thread end = new Thread(this::deleteAtEnd);

    private volatile boolean isEnding;

    /** Makes one; the JDK gives it the mode 0700. */
    public ScratchDirectory() throws IOException {
        directory = Files.createTempDirectory("kernelpin").toRealPath();
        Runtime.getRuntime().addShutdownHook(end);
    }

    /** Programs that run on would make again what is deleted, for everybody to read. */
    private void deleteAtEnd() {
        isEnding = true;
        IOException failure = null;
        for (int i = 0; i < ATTEMPTS_MAX; i++) {
            Children.end();
            try {
                delete(directory);
                return;
            } catch (IOException e) {
                failure = e;
            }
        }
        System.err.println("kernelpin: " + directory + " is left: " + failure);
    }

    /** Where it is; waits for this process to end if that has begun. */
    public Path path() {
        waitIfEnding();
        return directory;
    }

    /**
     * Whoever goes on while this process ends would start programs anew, and report failures of
     * those that were ended.
     */
    private void waitIfEnding() {
        while (isEnding) {
            LockSupport.park(this);
        }
    }

    /** Deletes a directory in this one. */
    public void deleteBelow(Path inside) throws IOException {
        waitIfEnding();
        delete(inside);
    }

    @Override
    public void close() throws IOException {
        try {
            Runtime.getRuntime().removeShutdownHook(end);
        } catch (IllegalStateException e) {
            isEnding = true;
        }
        waitIfEnding();
        delete(directory);
    }

    /** Removes a directory, and follows no link. */
    public static void delete(Path directory) throws IOException {
        Files.walkFileTree(
                directory,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.deleteIfExists(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException failure)
                            throws IOException {
                        if (failure instanceof NoSuchFileException) {
                            return FileVisitResult.CONTINUE;
                        }
                        throw failure;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(
                            Path visited, @Nullable IOException failure) throws IOException {
                        if (failure != null) {
                            throw failure;
                        }
                        Files.deleteIfExists(visited);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
