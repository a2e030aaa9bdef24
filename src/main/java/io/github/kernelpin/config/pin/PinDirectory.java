package io.github.kernelpin.config.pin;

import io.github.kernelpin.config.toml.BadFileException;
import io.github.kernelpin.config.toml.FileError;
import io.github.kernelpin.model.kernel.RhelMinors;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.verdict.SourceLocation;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The pin files of a host: {@code pins.d/*.toml}, in the order of their names. */
public final class PinDirectory {

    private static final String SUFFIX = ".toml";
    private static final int FILE_BYTES_MAX = 1024 * 1024;

    /** Who mends a hundred can run it again. */
    private static final int ERRORS_MAX = 100;

    private static final int WRITABLE_BY_OTHERS = 022;

    private final RhelMinors minors;
    private final boolean trustedOnly;
    private final List<FileError> errors = new ArrayList<>();
    private final List<Pin> pins = new ArrayList<>();

    private PinDirectory(RhelMinors minors, boolean trustedOnly) {
        this.minors = minors;
        this.trustedOnly = trustedOnly;
    }

    /**
     * Reads every pin file of the directories and files named.
     *
     * <p>A directory that does not exist has no pins; a file that does not exist is an error.
     *
     * @param trustedOnly refuse what somebody else than root can write, as sudo does with its own
     *     files
     * @throws BadFileException with everything that is wrong in any of them
     */
    public static List<Pin> read(List<Path> places, RhelMinors minors, boolean trustedOnly)
            throws BadFileException {
        PinDirectory directory = new PinDirectory(minors, trustedOnly);
        Set<Path> seen = new TreeSet<>();
        for (Path place : places) {
            directory.readPlace(place, seen);
        }
        checkIds(directory.pins, directory.errors);
        if (!directory.errors.isEmpty()) {
            directory.errors.sort(new ByLocation());
            throw new BadFileException(
                    directory.errors.subList(0, Math.min(directory.errors.size(), ERRORS_MAX)));
        }
        return List.copyOf(directory.pins);
    }

    private void readPlace(Path place, Set<Path> seen) {
        boolean named = place.toString().endsWith(SUFFIX) && !Files.isDirectory(place);
        if (named || Files.isRegularFile(place)) {
            readFile(place, seen);
            return;
        }
        try {
            if (trustedOnly && Files.exists(place) && !isWritableByRootOnly(place)) {
                error(
                        place,
                        "others than root can write to it: expected owner root and mode 0755 or stricter");
                return;
            }
            for (String name : namesIn(place)) {
                if (name.endsWith(SUFFIX) && !name.startsWith(".")) {
                    readFile(place.resolve(name), seen);
                }
            }
        } catch (NoSuchFileException e) {
            // A host without pins.
        } catch (IOException e) {
            unreadable(place, e);
        }
    }

    /** {@code File.list} starts faster than a directory stream, but fails without a reason. */
    private static List<String> namesIn(Path directory) throws IOException {
        List<String> names = new ArrayList<>();
        String[] listed = directory.toFile().list();
        if (listed != null) {
            Collections.addAll(names, listed);
        } else {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
                for (Path entry : entries) {
                    names.add(entry.getFileName().toString());
                }
            }
        }
        Collections.sort(names);
        return names;
    }

    private void readFile(Path file, Set<Path> seen) {
        if (!seen.add(file.toAbsolutePath().normalize())) {
            return;
        }
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) {
                // A pipe would be waited for, a device read for ever.
                error(file, "not a regular file");
                return;
            }
            if (trustedOnly && !isTrusted(file)) {
                error(
                        file,
                        "others than root can write to it: expected owner root and mode 0644 or stricter");
                return;
            }
            if (attributes.size() == 0) {
                // As a crash leaves it behind. Whoever lifts a pin can leave a comment, or no file.
                error(file, "it is empty: write its pins again, or remove it");
                return;
            }
            if (attributes.size() > FILE_BYTES_MAX) {
                error(file, "larger than " + FILE_BYTES_MAX + " bytes");
                return;
            }
            String text =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(readAllBytes(file)))
                            .toString();
            pins.addAll(PinFile.parse(file.toString(), text, minors, errors));
        } catch (CharacterCodingException e) {
            error(file, "not UTF-8 text");
        } catch (IOException e) {
            unreadable(file, e);
        }
    }

    /** {@code Files.readAllBytes} would start with a channel, which takes longer than the file. */
    private static byte[] readAllBytes(Path file) throws IOException {
        try (InputStream in = new FileInputStream(file.toFile())) {
            return in.readAllBytes();
        }
    }

    private static boolean isTrusted(Path file) throws IOException {
        return isWritableByRootOnly(file) && isWritableByRootOnly(file.resolveSibling("."));
    }

    private static boolean isWritableByRootOnly(Path place) throws IOException {
        Map<String, Object> attributes = Files.readAttributes(place, "unix:uid,mode");
        boolean owned = Integer.valueOf(0).equals(attributes.get("uid"));
        return owned
                && attributes.get("mode") instanceof Integer mode
                && (mode & WRITABLE_BY_OTHERS) == 0;
    }

    /** Adds an error for each pin whose id is that of an earlier one. */
    static void checkIds(List<Pin> pins, List<FileError> errors) {
        Map<String, Pin> byId = new TreeMap<>();
        for (Pin pin : pins) {
            Pin first = byId.putIfAbsent(pin.id(), pin);
            if (first != null && !pin.id().isEmpty()) {
                errors.add(
                        new FileError(
                                pin.location(),
                                "the id \""
                                        + pin.id()
                                        + "\" is taken already at "
                                        + first.location().fileAndLine()));
            }
        }
    }

    private void unreadable(Path place, IOException e) {
        String reason = e.getClass() == NoSuchFileException.class ? "no such file" : e.toString();
        error(place, "cannot be read: " + reason);
    }

    private void error(Path file, String message) {
        errors.add(new FileError(new SourceLocation(file.toString(), 1, 1), message));
    }

    private static final class ByLocation implements Comparator<FileError> {
        @Override
        public int compare(FileError a, FileError b) {
            return a.location().compareTo(b.location());
        }
    }
}
