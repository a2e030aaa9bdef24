package io.github.kernelpin.config.pin;

import io.github.kernelpin.config.toml.BadFileException;
import io.github.kernelpin.config.toml.FileError;
import io.github.kernelpin.host.file.DirectoryLock;
import io.github.kernelpin.host.file.FileReplacement;
import io.github.kernelpin.host.file.RootedPath;
import io.github.kernelpin.model.disk.KernelpinFiles;
import io.github.kernelpin.model.kernel.RhelMinors;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.verdict.SourceLocation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The pin files of a host: {@code pins.d/*.toml}, in the order of their names. */
public final class PinDirectory {

    /** More than any pin file has. */
    public static final int FILE_BYTES_MAX = 1024 * 1024;

    /** Who mends a hundred can run it again. */
    private static final int ERRORS_MAX = 100;

    private final RhelMinors minors;
    private final boolean trustedOnly;
    private final Pin.Action usual;
    private final List<FileError> errors = new ArrayList<>();
    private final List<Pin> pins = new ArrayList<>();

    private PinDirectory(RhelMinors minors, boolean trustedOnly, Pin.Action usual) {
        this.minors = minors;
        this.usual = usual;
        this.trustedOnly = trustedOnly;
    }

    /** Reads them where no configuration says what pins do: they refuse. */
    public static List<Pin> read(List<RootedPath> places, RhelMinors minors, boolean trustedOnly)
            throws BadFileException {
        return read(places, minors, trustedOnly, Pin.Action.REFUSE);
    }

    /**
     * Reads every pin file of the directories and files named.
     *
     * <p>A directory that does not exist has no pins; a file that does not exist is an error.
     *
     * @param trustedOnly refuse what somebody else than root can write, as sudo does with its own
     *     files
     * @param usual what pins do that do not say so
     * @throws BadFileException with everything that is wrong in any of them
     */
    public static List<Pin> read(
            List<RootedPath> places, RhelMinors minors, boolean trustedOnly, Pin.Action usual)
            throws BadFileException {
        PinDirectory directory = new PinDirectory(minors, trustedOnly, usual);
        Set<String> seen = new TreeSet<>();
        for (RootedPath place : places) {
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

    /**
     * The files of a directory that {@link #read} passes over, by what messages call them. What is
     * plainly no pin file is left out: drafts, notes, and other versions of a file that is read.
     */
    public static List<String> unread(RootedPath directory) throws IOException {
        List<String> unread = new ArrayList<>();
        if (!directory.isDirectory()) {
            return unread;
        }
        List<String> names = directory.names();
        for (String name : names) {
            if (!isRead(name) && !isNoPinFile(name) && !isVersionOfAnother(name, names)) {
                unread.add(directory.child(name).toString());
            }
        }
        addBeside(directory, unread);
        return unread;
    }

    /** What was meant for {@code pins.d} and is one directory too high. */
    private static void addBeside(RootedPath directory, List<String> unread) throws IOException {
        if (!directory.place().endsWith("/pins.d")) {
            return;
        }
        RootedPath above = directory.parent();
        for (String name : above.names()) {
            if (isRead(name) && above.child(name).isRegularFile()) {
                unread.add(above.child(name).toString());
            }
        }
    }

    private static boolean isRead(String name) {
        return name.endsWith(KernelpinFiles.PIN_SUFFIX) && !name.startsWith(".");
    }

    private static boolean isNoPinFile(String name) {
        return name.startsWith("README")
                || name.endsWith(".example")
                || name.endsWith(".disabled")
                || name.equals(DirectoryLock.NAME)
                || FileReplacement.isDraft(name, "");
    }

    /** As editors and rpm leave them: {@code drbd.toml~}, {@code .drbd.toml.swp}. */
    private static boolean isVersionOfAnother(String name, List<String> names) {
        String visible = name.startsWith(".") ? name.substring(1) : name;
        for (String other : names) {
            if (isRead(other) && visible.startsWith(other)) {
                return true;
            }
        }
        return false;
    }

    private void readPlace(RootedPath place, Set<String> seen) {
        try {
            boolean named =
                    place.toString().endsWith(KernelpinFiles.PIN_SUFFIX) && !place.isDirectory();
            if (named || place.isRegularFile()) {
                readFile(place, seen);
                return;
            }
            if (trustedOnly && place.exists() && !isTrusted(place, "0755")) {
                return;
            }
            if (place.exists() && !place.isDirectory()) {
                error(place, "not a directory");
                return;
            }
            for (String name : place.names()) {
                if (isRead(name)) {
                    readFile(place.child(name), seen);
                }
            }
        } catch (NoSuchFileException e) {
            // A host without pins.
        } catch (IOException e) {
            unreadable(place, e);
        }
    }

    private void readFile(RootedPath file, Set<String> seen) {
        if (!seen.add(file.place())) {
            return;
        }
        try {
            if (!file.attributes().isRegularFile()) {
                // A pipe would be waited for, a device read for ever.
                error(file, "not a regular file");
                return;
            }
            if (trustedOnly && !isTrusted(file, "0644")) {
                return;
            }
            byte[] bytes = file.read(FILE_BYTES_MAX + 1);
            if (bytes.length == 0) {
                // As a crash leaves it behind. Whoever lifts a pin can leave a comment, or no file.
                error(file, "it is empty: write its pins again, or remove it");
                return;
            }
            if (bytes.length > FILE_BYTES_MAX) {
                error(file, "larger than " + FILE_BYTES_MAX + " bytes");
                return;
            }
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            pins.addAll(PinFile.parse(file.toString(), text, minors, usual, errors));
        } catch (CharacterCodingException e) {
            error(file, "not UTF-8 text");
        } catch (IOException e) {
            unreadable(file, e);
        }
    }

    /** Adds an error if others than root could change a file, or what is on the way to it. */
    private boolean isTrusted(RootedPath file, String mode) throws IOException {
        String open = file.writableByOthers();
        boolean isItself = open.equals(file.toString());
        if (!open.isEmpty()) {
            error(
                    file,
                    "others than root can write to "
                            + (isItself ? "it" : open)
                            + ": expected owner root and mode "
                            + (isItself ? mode : "0755")
                            + " or stricter");
        }
        return open.isEmpty();
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

    private void unreadable(RootedPath place, IOException e) {
        String reason = e.getClass() == NoSuchFileException.class ? "no such file" : e.toString();
        error(place, "cannot be read: " + reason);
    }

    private void error(RootedPath file, String message) {
        errors.add(new FileError(new SourceLocation(file.toString(), 1, 1), message));
    }

    private static final class ByLocation implements Comparator<FileError> {
        @Override
        public int compare(FileError a, FileError b) {
            return a.location().compareTo(b.location());
        }
    }
}
