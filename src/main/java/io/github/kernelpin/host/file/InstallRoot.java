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
 * The directory that a system is installed in, in which absolute links point where they will once
 * that system runs.
 *
 * <p>The links in {@code weak-updates} are absolute: followed as they stand they lead from {@code
 * /mnt/target} to the host's own modules.
 *
 * @param directory as the host sees it
 */
public record InstallRoot(Path directory) {

    /** The kernel's MAXSYMLINKS. */
    private static final int LINKS_MAX = 40;

    public InstallRoot {
        directory = directory.toAbsolutePath().normalize();
    }

    /** Where the host sees a path of the root, without a look at links. */
    public Path onHost(String path) {
        return directory.resolve(path.substring(startOfRelative(path)));
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
            throw new IOException(onHost(path) + ": permission denied", e);
        }
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
}
