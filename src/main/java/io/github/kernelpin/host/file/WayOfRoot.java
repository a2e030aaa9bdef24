package io.github.kernelpin.host.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/** The directories and links on the way to a file: root alone may be able to change them. */
final class WayOfRoot {

    private static final int WRITABLE_BY_OTHERS = 022;
    private static final int LINKS_MAX = 40;

    private WayOfRoot() {}

    /**
     * Fails at the first that somebody else can change; what is missing will be root's.
     *
     * @param path of a directory
     */
    static void require(InstallRoot root, String path) throws IOException {
        Deque<String> ahead = new ArrayDeque<>();
        push(path, ahead);
        String at = "/";
        requireOwn(root, at);
        int links = 0;
        while (!ahead.isEmpty()) {
            String name = ahead.pop();
            if (name.equals("..")) {
                at = parent(at);
                continue;
            }
            String next = at.equals("/") ? "/" + name : at + "/" + name;
            Path onHost = root.onHost(next);
            if (!Files.exists(onHost, LinkOption.NOFOLLOW_LINKS)) {
                return;
            }
            if (Files.isSymbolicLink(onHost)) {
                links++;
                if (links > LINKS_MAX) {
                    throw new NoSuchFileException(root.shown(next));
                }
                requireOwn(root, next);
                String target = Files.readSymbolicLink(onHost).toString();
                at = target.startsWith("/") ? "/" : at;
                push(target, ahead);
                continue;
            }
            requireOwn(root, next);
            at = next;
        }
    }

    private static void requireOwn(InstallRoot root, String path) throws IOException {
        Path file = root.onHost(path);
        Map<String, Object> attributes =
                Files.readAttributes(file, "unix:uid,mode", LinkOption.NOFOLLOW_LINKS);
        boolean isLink =
                Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                        .isSymbolicLink();
        boolean isOwn = Integer.valueOf(0).equals(attributes.get("uid"));
        int mode = attributes.get("mode") instanceof Integer bits ? bits : WRITABLE_BY_OTHERS;
        if (!isOwn || (!isLink && (mode & WRITABLE_BY_OTHERS) != 0)) {
            throw new IOException(
                    root.shown(path)
                            + ": others than root can "
                            + (isLink
                                    ? "change this link, so nothing is written behind it:"
                                            + " expected owner root"
                                    : "write to this directory, so nothing is written below it:"
                                            + " expected owner root and mode 0755 or stricter"));
        }
    }

    private static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash <= 0 ? "/" : path.substring(0, slash);
    }

    private static void push(String path, Deque<String> ahead) {
        String[] names = path.split("/", -1);
        for (int i = names.length - 1; i >= 0; i--) {
            if (!names[i].isEmpty() && !names[i].equals(".")) {
                ahead.push(names[i]);
            }
        }
    }
}
