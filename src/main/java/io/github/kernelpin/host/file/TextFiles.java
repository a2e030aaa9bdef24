package io.github.kernelpin.host.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
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
        return onHost(path).isPresent();
    }

    /** What is in a file, or nothing if there is none; a folder or a device is none. */
    public Optional<String> text(String path) throws IOException {
        Optional<Path> file = onHost(path);
        if (file.isEmpty() || !Files.isRegularFile(file.get(), LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file.get())) {
            byte[] bytes = in.readNBytes(BYTES_MAX + 1);
            if (bytes.length > BYTES_MAX) {
                throw new IOException(root.onHost(path) + ": larger than 1 MiB");
            }
            return Optional.of(new String(bytes, StandardCharsets.UTF_8));
        } catch (AccessDeniedException e) {
            throw denied(path, e);
        }
    }

    /** The names in a folder, sorted; none if there is no such folder. */
    public List<String> names(String path) throws IOException {
        Optional<Path> folder = onHost(path);
        List<String> names = new ArrayList<>();
        if (folder.isEmpty() || !Files.isDirectory(folder.get(), LinkOption.NOFOLLOW_LINKS)) {
            return names;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder.get())) {
            for (Path file : files) {
                if (names.size() == NAMES_MAX) {
                    throw new IOException(root.onHost(path) + ": more than 1000 files");
                }
                names.add(String.valueOf(file.getFileName()));
            }
        } catch (AccessDeniedException e) {
            throw denied(path, e);
        }
        Collections.sort(names);
        return names;
    }

    private Optional<Path> onHost(String path) throws IOException {
        try {
            return root.resolve(path).map(root::onHost);
        } catch (AccessDeniedException e) {
            throw denied(path, e);
        }
    }

    private IOException denied(String path, AccessDeniedException cause) {
        return new IOException(root.onHost(path) + ": permission denied", cause);
    }
}
