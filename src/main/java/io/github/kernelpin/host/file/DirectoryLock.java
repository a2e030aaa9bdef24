package io.github.kernelpin.host.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Keeps other runs from changing files in a directory meanwhile.
 *
 * <p>The lock is the operating system's, on an empty file that stays: it goes with the process,
 * however that ends. The file is private, as whoever can open it can hold the lock.
 */
public final class DirectoryLock implements AutoCloseable {

    public static final String NAME = ".kernelpin.lock";

    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private static final Duration WAIT_MAX = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock of a directory.
     *
     * @param shown what messages call the directory
     */
    static DirectoryLock of(Path directory, String shown) throws IOException {
        Path file = directory.resolve(NAME);
        String name = shown + "/" + NAME;
        // Below another root it may be anything; a pipe would be waited for.
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(name + ": expected the regular file of a lock: remove it");
        }
        FileChannel channel =
                FileChannel.open(
                        file,
                        Set.of(
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE,
                                LinkOption.NOFOLLOW_LINKS),
                        PRIVATE);
        try {
            waitFor(channel, file, shown);
            return new DirectoryLock(channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static void waitFor(FileChannel channel, Path file, String shown) throws IOException {
        long deadlineNanos = System.nanoTime() + WAIT_MAX.toNanos();
        while (!isTaken(channel)) {
            if (System.nanoTime() - deadlineNanos > 0) {
                throw new IOException(
                        shown
                                + ": "
                                + LockHolder.of(file)
                                + " is changing files there for more than "
                                + WAIT_MAX.toSeconds()
                                + " seconds: nothing was written; try again when it has ended");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private static boolean isTaken(FileChannel channel) throws IOException {
        try {
            @Nullable FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            // Another thread has it.
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
