package io.github.kernelpin.host.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/**
 * Who can change what a path of this host leads to. The plugin looks at programs in the same way
 * (dnf-plugin/kernelpin_plugin/trust.py).
 */
final class Writers {

    private static final int GROUP_AND_OTHERS = 022;
    private static final int STICKY = 01000;
    private static final int TYPE = 0170000;
    private static final int LINK = 0120000;

    /** The kernel's MAXSYMLINKS. */
    private static final int LINKS_MAX = 40;

    private Writers() {}

    /** The first of the directories, links and files on the way that is not root's alone. */
    static String besidesRoot(String path) throws IOException {
        Deque<String> ahead = new ArrayDeque<>();
        pushNames(path, ahead);
        Path place = Path.of("/");
        int links = 0;
        while (!ahead.isEmpty()) {
            String name = ahead.pop();
            if (name.equals("..")) {
                Path above = place.getParent();
                place = above == null ? place : above;
                continue;
            }
            Path step = place.resolve(name);
            // In a directory such as /tmp others can add files, and cannot replace those of root.
            if (isOpen(step, ahead.isEmpty() ? GROUP_AND_OTHERS : GROUP_AND_OTHERS | STICKY)) {
                return step.toString();
            }
            if (Files.isSymbolicLink(step) && links < LINKS_MAX) {
                links++;
                String target = Files.readSymbolicLink(step).toString();
                place = target.startsWith("/") ? Path.of("/") : place;
                pushNames(target, ahead);
            } else {
                place = step;
            }
        }
        return "";
    }

    /**
     * Tells whether others than root can write to a file; not if there is none, nor by the mode of
     * a link, which has none.
     *
     * @param forbidden the bits of the mode that make it so; with {@link #STICKY} among them, a
     *     directory that has this bit is not open
     */
    static boolean isOpen(Path file, int forbidden) throws IOException {
        Map<String, Object> attributes;
        try {
            attributes = Files.readAttributes(file, "unix:uid,mode", LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            return false;
        }
        boolean owned = Integer.valueOf(0).equals(attributes.get("uid"));
        if (!owned || !(attributes.get("mode") instanceof Integer mode)) {
            return true;
        }
        boolean isSafe = (forbidden & STICKY) != 0 && (mode & STICKY) != 0;
        boolean isLink = (mode & TYPE) == LINK;
        return !isLink && !isSafe && (mode & forbidden & GROUP_AND_OTHERS) != 0;
    }

    private static void pushNames(String path, Deque<String> ahead) {
        String[] names = path.split("/", -1);
        for (int i = names.length - 1; i >= 0; i--) {
            if (!names[i].isEmpty() && !names[i].equals(".")) {
                ahead.push(names[i]);
            }
        }
    }
}
