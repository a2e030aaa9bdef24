package io.github.kernelpin.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Copies files, directories and links, as far as that is not too much. */
final class TreeCopy {

    private static final int FILES_MAX = 10_000;
    private static final long BYTES_MAX = 1L << 30;

    private TreeCopy() {}

    /**
     * Copies a directory and what is below it; links are copied as links.
     *
     * @throws IOException if there is anything else, or too much
     */
    static void copy(Path from, Path to) throws IOException {
        Path directory = from.toRealPath();
        List<Path> all;
        try (Stream<Path> found = Files.walk(directory)) {
            all = found.limit(FILES_MAX + 1L).toList();
        }
        long bytes = 0;
        for (Path each : all) {
            bytes += bytes(each);
        }
        if (all.size() > FILES_MAX || bytes > BYTES_MAX) {
            throw new IOException(
                    from + ": more than " + FILES_MAX + " files, or " + BYTES_MAX + " bytes");
        }
        for (Path each : all) {
            Files.copy(
                    each,
                    to.resolve(directory.relativize(each).toString()),
                    LinkOption.NOFOLLOW_LINKS);
        }
    }

    private static long bytes(Path file) throws IOException {
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Files.size(file);
        }
        if (!Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS) && !Files.isSymbolicLink(file)) {
            throw new IOException(file + ": neither a file, a directory nor a link");
        }
        return 0;
    }
}
