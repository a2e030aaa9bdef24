package io.github.kernelpin.host.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Copies files, directories and links, as far as that is not too much. */
public final class TreeCopy extends SimpleFileVisitor<Path> {

    private static final int FILES_MAX = 10_000;
    private static final long BYTES_MAX = 1L << 30;

    /** Below a kernel's own directory, depmod's deepest are of eight. */
    private static final int DEPTH_MAX = 50;

    private static final int BUFFER_BYTES = 1 << 16;

    private final Path from;
    private final Path directory;
    private final Map<Path, BasicFileAttributes> found = new LinkedHashMap<>();
    private long bytes;

    private TreeCopy(Path from) throws IOException {
        this.from = from;
        this.directory = from.toRealPath();
    }

    /** Copies a directory of this host into a root, where nothing is yet. */
    public static void copy(Path from, RootedPath to) throws IOException {
        copy(from, to.placeToCreate());
    }

    /**
     * Copies a directory and what is below it; links are copied as links.
     *
     * @throws IOException if there is anything else, or too much; then nothing is copied
     */
    static void copy(Path from, Path to) throws IOException {
        TreeCopy tree = new TreeCopy(from);
        Files.walkFileTree(tree.directory, tree);
        List<Path> all = new ArrayList<>(tree.found.keySet());
        for (Path each : all) {
            BasicFileAttributes attributes = tree.found.get(each);
            Path target = to.resolve(tree.directory.relativize(each).toString());
            if (attributes != null && attributes.isRegularFile()) {
                copyBytes(each, target, attributes.size());
            } else {
                Files.copy(each, target, LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    /** No more than there were: files such as those of /proc have no size, and no end either. */
    private static void copyBytes(Path file, Path target, long size) throws IOException {
        try (OutputStream out = Files.newOutputStream(target)) {
            if (size == 0) {
                return;
            }
            try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
                byte[] buffer = new byte[BUFFER_BYTES];
                long left = size;
                int read = 0;
                while (left > 0 && read >= 0) {
                    read = in.read(buffer, 0, (int) Math.min(left, BUFFER_BYTES));
                    out.write(buffer, 0, Math.max(read, 0));
                    left -= read;
                }
            }
        }
    }

    @Override
    public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes)
            throws IOException {
        if (directory.relativize(visited).getNameCount() > DEPTH_MAX) {
            throw new IOException(from + ": directories are nested deeper than " + DEPTH_MAX);
        }
        add(visited, attributes);
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        if (attributes.isOther()) {
            throw new IOException(file + ": neither a file, a directory nor a link");
        }
        bytes += attributes.isRegularFile() ? attributes.size() : 0;
        add(file, attributes);
        return FileVisitResult.CONTINUE;
    }

    private void add(Path path, BasicFileAttributes attributes) throws IOException {
        found.put(path, attributes);
        if (found.size() > FILES_MAX || bytes > BYTES_MAX) {
            throw new IOException(
                    from + ": more than " + FILES_MAX + " files, or " + BYTES_MAX + " bytes");
        }
    }
}
