package io.github.kernelpin.cli.option;

import io.github.kernelpin.host.file.FileReplacement;
import io.github.kernelpin.host.file.PlantedLinks;
import io.github.kernelpin.host.process.CurrentUser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file that a command writes its result to: whole or not at all, behind links unless somebody
 * else may have made them, and through what is no regular file, such as {@code /dev/stdout}. A new
 * one has the mode that the umask leaves.
 */
public final class OutputFile {

    private final Path file;
    private final Path place;
    private final boolean isRegular;

    private OutputFile(Path file, Path place, boolean isRegular) {
        this.file = file;
        this.place = place;
        this.isRegular = isRegular;
    }

    /**
     * Looks whether it can be written, before the work that leads to its content.
     *
     * @throws IOException if it cannot; the message begins with the file
     */
    public static OutputFile of(Path file) throws IOException {
        PlantedLinks.refuse(file, CurrentUser.id());
        if (Files.isDirectory(file)) {
            throw new IOException(file + ": is a directory");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            return new OutputFile(file, file, false);
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
        return new OutputFile(file, place, true);
    }

    /**
     * Writes it.
     *
     * @throws IOException whose message begins with the file
     */
    public void write(String text) throws IOException {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        if (isRegular) {
            replace(content);
            return;
        }
        try {
            Files.write(place, content, StandardOpenOption.WRITE);
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException e) {
            // A device says what is wrong, as /dev/full does, and not whose fault that is.
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    private void replace(byte[] content) throws IOException {
        try (FileReplacement replacement = FileReplacement.ofOutput(place, content)) {
            replacement.publish();
        }
    }
}
