package io.github.kernelpin.host.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Objects;

/**
 * Links on the way to a file of this host that somebody else may have put there, so that what is
 * written goes where that one wants it: in {@code /tmp}, in somebody's directory.
 */
public final class PlantedLinks {

    private static final int WRITABLE_BY_OTHERS = 022;
    private static final int ROOT = 0;
    private static final String OWNER = "uid";
    private static final String MODE = "mode";

    /** The kernel's MAXSYMLINKS. */
    private static final int LINKS_MAX = 40;

    private PlantedLinks() {}

    /**
     * Fails at the first: for root at one in a directory that others can write to, whoever made it,
     * and for everybody at one that is neither one's own nor root's.
     *
     * @param file which need not be there
     * @param self the number of the user who writes it
     */
    public static void refuse(Path file, int self) throws IOException {
        Deque<Path> ahead = new ArrayDeque<>();
        push(file.toAbsolutePath(), ahead);
        Path place = Path.of("/");
        int links = 0;
        while (!ahead.isEmpty() && links <= LINKS_MAX) {
            String name = ahead.pop().toString();
            Path step = name.equals("..") ? parent(place) : place.resolve(name);
            if (!Files.isSymbolicLink(step)) {
                place = step;
                continue;
            }
            links++;
            requireOwn(file, step, self);
            Path target = Files.readSymbolicLink(step);
            place = target.isAbsolute() ? Path.of("/") : place;
            push(target, ahead);
        }
    }

    private static void requireOwn(Path file, Path link, int self) throws IOException {
        int owner = attribute(link, OWNER);
        boolean isOwn = owner == ROOT || owner == self;
        boolean isAmongOthers = self == ROOT && isOpen(parent(link));
        if (!isOwn || isAmongOthers) {
            throw new IOException(
                    file
                            + ": others could have made the link "
                            + link
                            + ", so nothing is written behind it: expected the file that it leads"
                            + " to, or a directory that nobody else can write to");
        }
    }

    private static boolean isOpen(Path directory) throws IOException {
        return attribute(directory, OWNER) != ROOT
                || (attribute(directory, MODE) & WRITABLE_BY_OTHERS) != 0;
    }

    private static int attribute(Path file, String name) throws IOException {
        try {
            Map<String, Object> about =
                    Files.readAttributes(file, "unix:uid,mode", LinkOption.NOFOLLOW_LINKS);
            return (int) Objects.requireNonNull(about.get(name));
        } catch (NoSuchFileException e) {
            throw new IOException(file + ": no such file or directory", e);
        }
    }

    private static Path parent(Path place) {
        Path above = place.getParent();
        return above == null ? place : above;
    }

    private static void push(Path path, Deque<Path> ahead) {
        for (int i = path.getNameCount() - 1; i >= 0; i--) {
            if (!path.getName(i).toString().equals(".")) {
                ahead.push(path.getName(i));
            }
        }
    }
}
