package io.github.kernelpin.host.file;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file or directory of an installed system, read and written where that system has it: neither a
 * link nor {@code ..} leads out of its root.
 *
 * <p>What is created, replaced or deleted is the last name itself, even if it is a link.
 */
public final class RootedPath {

    private static final int WRITABLE_BY_OTHERS = 022;

    private final InstallRoot root;
    private final String path;
    private final String shown;
    private final @Nullable Path typed;

    /**
     * @param path below the root, beginning with a slash
     * @param shown what messages call it
     */
    RootedPath(InstallRoot root, String path, String shown) {
        this(root, path, shown, null);
    }

    private RootedPath(InstallRoot root, String path, String shown, @Nullable Path typed) {
        this.root = root;
        this.path = path;
        this.shown = shown;
        this.typed = typed;
    }

    /** A file of this host, as somebody typed it. */
    public static RootedPath ofHost(Path typed) {
        String path = typed.toAbsolutePath().toString();
        return new RootedPath(InstallRoot.HOST, path, typed.toString(), typed);
    }

    /** A file in this directory. */
    public RootedPath child(String name) {
        if (name.indexOf('/') >= 0 || name.equals("..")) {
            throw new IllegalArgumentException("\"" + name + "\" is no name of a file");
        }
        return new RootedPath(
                root,
                path.equals("/") ? "/" + name : path + "/" + name,
                shown.equals("/") || shown.isEmpty() ? shown + name : shown + "/" + name,
                typed == null ? null : typed.resolve(name));
    }

    /** Where it is below the root, the same however it is spelled as long as no link is passed. */
    public String place() {
        return Path.of(path).normalize().toString();
    }

    /** The directory that this is in. */
    public RootedPath parent() {
        return new RootedPath(
                root, before(path), before(shown), typed == null ? null : typed.resolveSibling(""));
    }

    private static String before(String path) {
        int slash = path.lastIndexOf('/');
        return slash == 0 ? "/" : path.substring(0, Math.max(slash, 0));
    }

    /**
     * What a link leads to, for whoever means to change that and not the link; this itself if there
     * is no such file.
     */
    public RootedPath followed() throws IOException {
        Optional<String> target = root.resolve(path);
        return target.isEmpty() ? this : root.path(target.get());
    }

    /** Tells whether it is there, and is no link that leads nowhere. */
    public boolean exists() throws IOException {
        return attributesIfAny() != null;
    }

    public boolean isDirectory() throws IOException {
        BasicFileAttributes attributes = attributesIfAny();
        return attributes != null && attributes.isDirectory();
    }

    public boolean isRegularFile() throws IOException {
        BasicFileAttributes attributes = attributesIfAny();
        return attributes != null && attributes.isRegularFile();
    }

    private @Nullable BasicFileAttributes attributesIfAny() throws IOException {
        try {
            return attributes();
        } catch (NoSuchFileException e) {
            return null;
        } catch (FileSystemException e) {
            if (root.resolve(path).isEmpty()) {
                // Links go in circles, or a file is where a directory should be.
                return null;
            }
            throw e;
        }
    }

    /** The attributes of the file, or of what a link leads to. */
    public BasicFileAttributes attributes() throws IOException {
        try {
            return Files.readAttributes(onHost(), BasicFileAttributes.class);
        } catch (AccessDeniedException e) {
            throw denied(e);
        }
    }

    /** The names in a directory, in their order. */
    public List<String> names() throws IOException {
        Path directory = onHost();
        List<String> names = new ArrayList<>();
        // This starts faster than a directory stream, but fails without a reason.
        String[] listed = directory.toFile().list();
        if (listed != null) {
            Collections.addAll(names, listed);
        } else if (Files.exists(directory) && !Files.isDirectory(directory)) {
            // A directory stream would wait for a pipe.
            throw new IOException(shown + ": not a directory");
        } else {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
                for (Path entry : entries) {
                    names.add(String.valueOf(entry.getFileName()));
                }
            } catch (DirectoryIteratorException e) {
                throw e.getCause();
            } catch (AccessDeniedException e) {
                throw denied(e);
            } catch (NotDirectoryException e) {
                throw new IOException(shown + ": not a directory", e);
            }
        }
        Collections.sort(names);
        return names;
    }

    /**
     * The content of a regular file.
     *
     * @param bytesMax of what is longer only so much is read
     */
    public byte[] read(int bytesMax) throws IOException {
        Path file = onHost();
        if (!Files.isRegularFile(file)) {
            // A pipe would be waited for, a device read for ever.
            throw new IOException(shown + ": not a regular file");
        }
        // A channel would take longer to start than the file takes to read.
        try (InputStream in = new FileInputStream(file.toFile())) {
            return in.readNBytes(bytesMax);
        }
    }

    /** A regular file to be read in whatever order. */
    public RandomAccessFile open() throws IOException {
        return new RandomAccessFile(onHost().toFile(), "r");
    }

    /**
     * What others than root could change on the way to the file: a directory, a link, the file
     * itself; empty if root alone can write to all of them. In another root, as it is without users
     * of its own, only the file is looked at.
     */
    public String writableByOthers() throws IOException {
        if (root.isRunning()) {
            return Writers.besidesRoot(path);
        }
        return Writers.isOpen(onHost(), WRITABLE_BY_OTHERS) ? shown : "";
    }

    /** Tells whether this process may write to it. */
    public boolean isWritable() throws IOException {
        return Files.isWritable(onHost());
    }

    /** Tells whether somebody may run it as a program. */
    public boolean isExecutable() throws IOException {
        return Files.isExecutable(onHost());
    }

    /** Tells whether the name is taken, be it by a link that leads nowhere. */
    public boolean isTaken() throws IOException {
        return parent().isDirectory() && Files.exists(unfollowed(), LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Tells whether another program, which follows links as this host does, gets to the same file;
     * so it does to one that is not there.
     */
    public boolean isSameForOtherPrograms() throws IOException {
        Optional<String> inside = root.resolve(path);
        Path outside = root.onHost(path);
        if (!Files.exists(outside, LinkOption.NOFOLLOW_LINKS)) {
            return inside.isEmpty();
        }
        try {
            return inside.isPresent()
                    && outside.toRealPath()
                            .equals(
                                    root.onHost("/")
                                            .toRealPath()
                                            .resolve(inside.get().substring(1)));
        } catch (FileSystemException e) {
            // Links in circles, or to nowhere.
            return false;
        }
    }

    /** Tells whether it is a link, wherever that leads. */
    public boolean isLink() throws IOException {
        return isTaken() && Files.isSymbolicLink(unfollowed());
    }

    public void delete() throws IOException {
        Files.delete(unfollowed());
    }

    /** A new content of the file; directories that are missing are made. */
    public FileReplacement replacement(byte[] content) throws IOException {
        return FileReplacement.in(parent().directoryToWriteIn(), name(), content);
    }

    /**
     * Keeps other runs from changing files in this directory until it is closed.
     *
     * @throws IOException if another one has been changing them for a few seconds
     */
    public DirectoryLock lock() throws IOException {
        return DirectoryLock.of(directoryToWriteIn(), shown);
    }

    /**
     * Fails if somebody else than root could lead this path elsewhere, or change files in this
     * directory: whoever writes there as root writes what others want, where they want it.
     */
    public void requireWayOfRoot() throws IOException {
        WayOfRoot.require(root, path);
    }

    /** Makes the directory and those above it as far as they are missing. */
    public void createDirectories() throws IOException {
        directoryToWriteIn();
    }

    /** Makes a text file that is not there yet, with directories as far as they are missing. */
    public void create(String text) throws IOException {
        Files.writeString(
                placeToCreate(), text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
    }

    /** Makes a link that is not there yet; it leads to a file as this host sees it. */
    public void createLinkTo(Path target) throws IOException {
        Files.createSymbolicLink(placeToCreate(), target);
    }

    /** Copies a file of this host to where nothing is yet. */
    public void createFrom(Path source) throws IOException {
        Files.copy(source, placeToCreate());
    }

    /** Where to make something new. */
    Path placeToCreate() throws IOException {
        return parent().directoryToWriteIn().resolve(name());
    }

    private Path directoryToWriteIn() throws IOException {
        Optional<String> there = root.resolve(path);
        if (there.isPresent()) {
            Path directory = root.onHost(there.get());
            if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
                throw new NotDirectoryException(shown);
            }
            return directory;
        }
        Path directory = parent().directoryToWriteIn().resolve(name());
        FileReplacement.createDirectory(directory);
        return directory;
    }

    /** The last name, which is to be one of something that can be made. */
    private String name() throws IOException {
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (name.isEmpty() || name.equals(".") || name.equals("..")) {
            throw new IOException(shown + ": not a file");
        }
        return name;
    }

    /** Where this host has the last name itself. */
    private Path unfollowed() throws IOException {
        return parent().onHost().resolve(name());
    }

    /** Where this host has the file, or what a link leads to. */
    Path onHost() throws IOException {
        if (typed != null) {
            return typed;
        }
        try {
            if (root.isRunning()) {
                // There the kernel follows the links.
                return Path.of(path);
            }
        } catch (InvalidPathException e) {
            throw missing(e);
        }
        Optional<String> target = root.resolve(path);
        if (target.isEmpty()) {
            throw new NoSuchFileException(shown);
        }
        return root.onHost(target.get());
    }

    private IOException missing(InvalidPathException cause) {
        NoSuchFileException missing = new NoSuchFileException(shown);
        missing.initCause(cause);
        return missing;
    }

    private IOException denied(AccessDeniedException cause) {
        return new IOException(shown + ": permission denied", cause);
    }

    /** What messages call it. */
    @Override
    public String toString() {
        return shown;
    }
}
