package io.github.kernelpin.host.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
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
     * Writes the draft of a file of this host to the disk. The file keeps the permissions that it
     * has; a new one gets 0644, and directories that are missing 0755.
     */
    public static FileReplacement of(Path place, byte[] content) throws IOException {
        Path directory = place.toAbsolutePath().normalize().getParent();
        if (directory == null) {
            throw new IOException(place + ": not a file");
        }
        createDirectories(directory);
        return in(directory, String.valueOf(place.getFileName()), content);
    }

    /** The same in a directory that is there. */
    static FileReplacement in(Path directory, String name, byte[] content) throws IOException {
        Path place = directory.resolve(name);
        Path draft = Files.createTempFile(directory, "." + name + ".", DRAFT_SUFFIX);
        FileReplacement replacement = new FileReplacement(place, draft);
        try {
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            // Neither the umask nor the privacy of temporary files is meant here.
            Files.setPosixFilePermissions(
                    draft,
                    Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS)
                            ? Files.getPosixFilePermissions(place)
                            : FILE);
        } catch (IOException e) {
            replacement.close();
            throw e;
        }
        return replacement;
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

    /** Makes a directory that everybody may read; the umask is not meant here. */
    static void createDirectory(Path directory) throws IOException {
        Files.createDirectory(directory);
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
