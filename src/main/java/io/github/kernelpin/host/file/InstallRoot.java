package io.github.kernelpin.host.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The directory that a system is installed in, in which links lead where they will once that system
 * runs.
 *
 * <p>Links to absolute paths, such as those in {@code weak-updates}, lead from {@code /mnt/target}
 * to the host's own files if they are followed as they stand. So nobody gets a {@link Path} of a
 * file below the root: {@link RootedPath} has what is done with one.
 */
public final class InstallRoot {

    /** The system that runs. */
    public static final InstallRoot HOST = new InstallRoot(Path.of("/"));

    /** The kernel's MAXSYMLINKS. */
    private static final int LINKS_MAX = 40;

    private final Path typed;
    private final Path directory;
    private final boolean isRunning;

    /** A root by its directory, which messages call as it is written here. */
    public InstallRoot(Path typed) {
        this.typed = typed;
        this.directory = typed.toAbsolutePath().normalize();
        this.isRunning = directory.getNameCount() == 0;
    }

    /** Tells whether this is the system that runs. */
    public boolean isRunning() {
        return isRunning;
    }

    /** The directory on this host, as an argument for another program. */
    public Path directory() {
        return directory;
    }

    /** Fails if there is no such directory. */
    public void check() throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new IOException(this + ": no such directory");
        }
    }

    /** A file by its path below the root. */
    public RootedPath path(String path) {
        int start = startOfRelative(path);
        int end = path.length();
        while (end > start && path.charAt(end - 1) == '/') {
            end--;
        }
        String below = "/" + path.substring(start, end);
        return new RootedPath(this, below, shown(below));
    }

    /**
     * A file that another program names as this host sees it. One that is not below the root is the
     * host's own.
     */
    public RootedPath named(String onHost) {
        Path named = Path.of(onHost);
        Path absolute = named.toAbsolutePath();
        Path base = typed.toAbsolutePath();
        if (isRunning || !absolute.startsWith(base)) {
            return RootedPath.ofHost(named);
        }
        String below = absolute.toString().substring(base.toString().length());
        return new RootedPath(this, below.isEmpty() ? "/" : below, onHost);
    }

    /** What somebody says about files of the root, as it would be said in the system itself. */
    public String asSeenInside(String words) {
        return isRunning ? words : words.replace(this + "/", "/");
    }

    /**
     * The path without links of what a path leads to inside the root, as in {@code
     * /usr/lib/modules}.
     *
     * @return nothing if there is no such file, or links lead nowhere or in circles
     */
    public Optional<String> resolve(String path) throws IOException {
        Deque<String> ahead = new ArrayDeque<>();
        pushNames(path, ahead);
        List<String> resolved = new ArrayList<>();
        int links = 0;
        while (!ahead.isEmpty()) {
            String name = ahead.pop();
            if (name.equals("..")) {
                if (!resolved.isEmpty()) {
                    resolved.remove(resolved.size() - 1);
                }
                continue;
            }
            String next = join(resolved) + "/" + name;
            Optional<BasicFileAttributes> found = attributes(next);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            if (found.get().isSymbolicLink()) {
                links++;
                if (links > LINKS_MAX) {
                    return Optional.empty();
                }
                String target = Files.readSymbolicLink(onHost(next)).toString();
                if (target.startsWith("/")) {
                    resolved.clear();
                }
                pushNames(target, ahead);
            } else if (!ahead.isEmpty() && !found.get().isDirectory()) {
                return Optional.empty();
            } else {
                resolved.add(name);
            }
        }
        return Optional.of(resolved.isEmpty() ? "/" : join(resolved));
    }

    private Optional<BasicFileAttributes> attributes(String path) throws IOException {
        try {
            return Optional.of(
                    Files.readAttributes(
                            onHost(path), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
        } catch (NoSuchFileException | InvalidPathException e) {
            return Optional.empty();
        } catch (AccessDeniedException e) {
            throw new IOException(shown(path) + ": permission denied", e);
        }
    }

    /** Where this host has a path of the root that has no links in it. */
    Path onHost(String path) {
        return directory.resolve(path.substring(startOfRelative(path)));
    }

    /** What messages call a path below the root. */
    String shown(String path) {
        return isRunning ? path : typed + path;
    }

    /** Puts the names of a path in front of those that are ahead already. */
    private static void pushNames(String path, Deque<String> ahead) {
        String[] names = path.split("/", -1);
        for (int i = names.length - 1; i >= 0; i--) {
            if (!names[i].isEmpty() && !names[i].equals(".")) {
                ahead.push(names[i]);
            }
        }
    }

    private static String join(List<String> names) {
        StringBuilder path = new StringBuilder();
        for (String name : names) {
            path.append('/').append(name);
        }
        return path.toString();
    }

    private static int startOfRelative(String path) {
        int start = 0;
        while (start < path.length() && path.charAt(start) == '/') {
            start++;
        }
        return start;
    }

    @Override
    public String toString() {
        return typed.toString();
    }
}
