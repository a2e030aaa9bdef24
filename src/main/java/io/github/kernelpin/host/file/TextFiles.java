package io.github.kernelpin.host.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The small text files and the folders of an installed system; what is not text is read as such.
 */
public record TextFiles(InstallRoot root) {

    private static final int BYTES_MAX = 1024 * 1024;
    private static final int NAMES_MAX = 1000;

    /** Tells whether something is there, or a link leads to something. */
    public boolean exists(String path) throws IOException {
        return root.path(path).exists();
    }

    /** What is in a file, or nothing if there is none; a folder or a device is none. */
    public Optional<String> text(String path) throws IOException {
        RootedPath file = root.path(path);
        if (!file.isRegularFile()) {
            return Optional.empty();
        }
        byte[] bytes = file.read(BYTES_MAX + 1);
        if (bytes.length > BYTES_MAX) {
            throw new IOException(file + ": larger than 1 MiB");
        }
        return Optional.of(new String(bytes, StandardCharsets.UTF_8));
    }

    /** The names in a folder, sorted; none if there is no such folder. */
    public List<String> names(String path) throws IOException {
        RootedPath folder = root.path(path);
        if (!folder.isDirectory()) {
            return List.of();
        }
        List<String> names = folder.names();
        if (names.size() > NAMES_MAX) {
            throw new IOException(folder + ": more than 1000 files");
        }
        return names;
    }
}
