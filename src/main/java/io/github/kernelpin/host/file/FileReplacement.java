package io.github.kernelpin.host.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A file that is written beside its place and takes it at once, so that dnf never reads half of it.
 */
public final class FileReplacement implements AutoCloseable {

    public static final Set<PosixFilePermission> FILE =
            PosixFilePermissions.fromString("rw-r--r--");
    public static final Set<PosixFilePermission> DIRECTORY =
            PosixFilePermissions.fromString("rwxr-xr-x");

    private static final String DRAFT_SUFFIX = ".new";

    private final Path place;
    private final Path draft;

    private FileReplacement(Path place, Path draft) {
        this.place = place;
        this.draft = draft;
    }

    /**
     * Writes the draft of a file of this host to the disk. The file keeps the owner, group and
     * permissions that it has; a new one gets 0644, and directories that are missing 0755.
     */
    public static FileReplacement of(Path place, byte[] content) throws IOException {
        Path directory = place.toAbsolutePath().normalize().getParent();
        if (directory == null) {
            throw new IOException(place + ": not a file");
        }
        createDirectories(directory);
        return in(directory, String.valueOf(place.getFileName()), content);
    }

    /**
     * The same for the result of a command, which is private where its user's files are: a new file
     * has the mode that the umask leaves.
     */
    public static FileReplacement ofOutput(Path place, byte[] content) throws IOException {
        if (isThere(place)) {
            return of(place, content);
        }
        Path draft = place.resolveSibling("." + place.getFileName() + "." + unique());
        Files.createFile(draft);
        FileReplacement replacement = new FileReplacement(place, draft);
        replacement.write(content);
        return replacement;
    }

    private static String unique() {
        return Long.toHexString(ProcessHandle.current().pid())
                + Long.toHexString(System.nanoTime())
                + DRAFT_SUFFIX;
    }

    /** The same as {@link #of} in a directory that is there. */
    static FileReplacement in(Path directory, String name, byte[] content) throws IOException {
        Path place = directory.resolve(name);
        Path draft = Files.createTempFile(directory, "." + name + ".", DRAFT_SUFFIX);
        FileReplacement replacement = new FileReplacement(place, draft);
        try {
            if (isThere(place)) {
                keepOwner(place, draft);
                Files.setPosixFilePermissions(draft, Files.getPosixFilePermissions(place));
            } else {
                // Neither the umask nor the privacy of temporary files is meant here.
                Files.setPosixFilePermissions(draft, FILE);
            }
        } catch (IOException e) {
            replacement.close();
            throw e;
        }
        replacement.write(content);
        return replacement;
    }

    private static boolean isThere(Path place) {
        return Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS);
    }

    private static void keepOwner(Path place, Path draft) throws IOException {
        PosixFileAttributes kept = Files.readAttributes(place, PosixFileAttributes.class);
        PosixFileAttributes own = Files.readAttributes(draft, PosixFileAttributes.class);
        PosixFileAttributeView view =
                Files.getFileAttributeView(draft, PosixFileAttributeView.class);
        try {
            if (!kept.owner().equals(own.owner())) {
                view.setOwner(kept.owner());
            }
            if (!kept.group().equals(own.group())) {
                view.setGroup(kept.group());
            }
        } catch (FileSystemException e) {
            throw new IOException(
                    place
                            + ": belongs to "
                            + kept.owner().getName()
                            + ":"
                            + kept.group().getName()
                            + ", and only they and root can replace it: run this as one of them",
                    e);
        }
    }

    private void write(byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** Tells whether a file may be a draft, of a run that was interrupted, of one so called. */
    public static boolean isDraft(String name, String placePrefix) {
        return name.startsWith("." + placePrefix) && name.endsWith(DRAFT_SUFFIX);
    }

    private static void createDirectories(Path directory) throws IOException {
        Path parent = directory.getParent();
        if (!Files.isDirectory(directory) && parent != null) {
            createDirectories(parent);
            createDirectory(directory);
        }
    }

    /**
     * Makes a directory that everybody may read; the umask is not meant here. One that another
     * program made a moment ago is as good, a link or anything else in its place is not.
     */
    static void createDirectory(Path directory) throws IOException {
        try {
            Files.createDirectory(directory);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
                throw e;
            }
            return;
        }
        Files.setPosixFilePermissions(directory, DIRECTORY);
    }

    /** Where the content is until it takes its place. */
    Path draft() {
        return draft;
    }

    /** The name that the content has until then, beside its place. */
    public String draftName() {
        return String.valueOf(draft.getFileName());
    }

    /** Puts the draft in its place, also if the power fails right after. */
    public void publish() throws IOException {
        Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel directory =
                FileChannel.open(draft.resolveSibling("."), StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    /** Leaves nothing behind of a draft that was not published. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(draft);
    }
}
