package io.github.kernelpin.cli.option;

import io.github.kernelpin.host.file.FileReplacement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file that a command writes its result to: whole or not at all, behind links, and through what
 * is no regular file, such as {@code /dev/stdout}. A new one has the mode that the umask leaves.
 */
public final class OutputFile {

    private final Path place;
    private final boolean isRegular;

    private OutputFile(Path place, boolean isRegular) {
        this.place = place;
        this.isRegular = isRegular;
    }

    /**
     * Looks whether it can be written, before the work that leads to its content.
     *
     * @throws IOException if it cannot; the message begins with the file
     */
    public static OutputFile of(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + ": is a directory");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            return new OutputFile(file, false);
        }
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.exists(file)) {
            throw new IOException(file + ": a link that leads nowhere");
        }
        Path place = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        Path directory = place.getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            throw new IOException(file + ": there is no directory " + directory);
        }
        if (!Files.isWritable(directory)) {
            throw new IOException(file + ": the directory may not be written");
        }
        return new OutputFile(place, true);
    }

    public void write(String text) throws IOException {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        if (!isRegular) {
            Files.write(place, content, StandardOpenOption.WRITE);
            return;
        }
        try (FileReplacement replacement = FileReplacement.ofOutput(place, content)) {
            replacement.publish();
        }
    }
}
