package io.github.kernelpin.config;

import io.github.kernelpin.model.Pin;
import io.github.kernelpin.model.RhelMinors;
import io.github.kernelpin.model.SourceLocation;
import java.io.IOException;
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
import java.util.TreeMap;

/** The pin files of a host: {@code pins.d/*.toml}, in the order of their names. */
public final class PinDirectory {

    private static final String SUFFIX = ".toml";
    private static final int FILE_BYTES_MAX = 1024 * 1024;
    private static final int WRITABLE_BY_OTHERS = 022;

    private final RhelMinors minors;
    private final boolean trustedOnly;
    private final List<PinError> errors = new ArrayList<>();
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
     * @throws BadPinsException with everything that is wrong in any of them
     */
    public static List<Pin> read(List<Path> places, RhelMinors minors, boolean trustedOnly)
            throws BadPinsException {
        PinDirectory directory = new PinDirectory(minors, trustedOnly);
        for (Path place : places) {
            directory.readPlace(place);
        }
        directory.checkIds();
        if (!directory.errors.isEmpty()) {
            directory.errors.sort(new ByLocation());
            throw new BadPinsException(directory.errors);
        }
        return List.copyOf(directory.pins);
    }

    private void readPlace(Path place) {
        if (place.getFileName() != null
                && place.getFileName().toString().endsWith(SUFFIX)
                && !Files.isDirectory(place)) {
            readFile(place);
            return;
        }
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(place)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                if (name.endsWith(SUFFIX) && !name.startsWith(".")) {
                    files.add(entry);
                }
            }
        } catch (NoSuchFileException e) {
            return;
        } catch (IOException e) {
            unreadable(place, e);
        }
        Collections.sort(files);
        for (Path file : files) {
            readFile(file);
        }
    }

    private void readFile(Path file) {
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
            if (attributes.size() > FILE_BYTES_MAX) {
                error(file, "larger than " + FILE_BYTES_MAX + " bytes");
                return;
            }
            String text =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                            .toString();
            pins.addAll(PinFile.parse(file.toString(), text, minors, errors));
        } catch (CharacterCodingException e) {
            error(file, "not UTF-8 text");
        } catch (IOException e) {
            unreadable(file, e);
        }
    }

    private static boolean isTrusted(Path file) throws IOException {
        return isWritableByRootOnly(file) && isWritableByRootOnly(file.resolveSibling("."));
    }

    private static boolean isWritableByRootOnly(Path place) throws IOException {
        int owner = (int) Files.getAttribute(place, "unix:uid");
        int mode = (int) Files.getAttribute(place, "unix:mode");
        return owner == 0 && (mode & WRITABLE_BY_OTHERS) == 0;
    }

    private void checkIds() {
        Map<String, Pin> byId = new TreeMap<>();
        for (Pin pin : pins) {
            Pin first = byId.putIfAbsent(pin.id(), pin);
            if (first != null && !pin.id().isEmpty()) {
                errors.add(
                        new PinError(
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
        errors.add(new PinError(new SourceLocation(file.toString(), 1, 1), message));
    }

    private static final class ByLocation implements Comparator<PinError> {
        @Override
        public int compare(PinError a, PinError b) {
            return a.location().compareTo(b.location());
        }
    }
}
