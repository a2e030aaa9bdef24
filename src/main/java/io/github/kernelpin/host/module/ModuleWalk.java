package io.github.kernelpin.host.module;

import io.github.kernelpin.host.file.InstallRoot;
import io.github.kernelpin.host.file.RootedPath;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Looks for modules below a kernel's directory as depmod does, behind links to directories as well
 * (kmod's tools/depmod.c, depmod_modules_search_dir). Where depmod goes round in circles until a
 * path is too long, this comes to each directory once, by its own path rather than by a link.
 */
final class ModuleWalk {

    private static final List<String> SUFFIXES = List.of(".ko", ".ko.gz", ".ko.xz", ".ko.zst");

    /** What depmod passes over at any depth (should_exclude_dir): modules are built in there. */
    private static final List<String> EXCLUDED = List.of("build", "source");

    private static final int DEPTH_MAX = 16;
    private static final int FILES_MAX = 100_000;

    /** More than modules are in: such a link is somebody's mistake. */
    private static final int LINKED_MAX = 10_000;

    private final InstallRoot root;
    private final String directory;
    private final Set<String> found = new TreeSet<>();
    private final Set<String> visited = new HashSet<>();
    private final Deque<String> links = new ArrayDeque<>();
    private int linked;

    ModuleWalk(InstallRoot root, String directory) {
        this.root = root;
        this.directory = directory;
    }

    /** The modules below some names in the directory, as paths below that, in order. */
    Set<String> below(List<String> names) throws IOException {
        for (String name : names) {
            visit(name, false);
        }
        while (!links.isEmpty()) {
            String link = links.remove();
            if (!leadsAbove(link)) {
                enter(link, true);
            }
        }
        return found;
    }

    private void visit(String below, boolean isLinked) throws IOException {
        RootedPath place = place(below);
        String name = below.substring(below.lastIndexOf('/') + 1);
        if (isModule(below)) {
            found.add(below);
        } else if (!EXCLUDED.contains(name) && place.isDirectory()) {
            if (place.isLink()) {
                links.add(below);
            } else {
                enter(below, isLinked);
            }
        }
    }

    private void enter(String below, boolean isLinked) throws IOException {
        Optional<String> real = root.resolve(directory + "/" + below);
        if (real.isEmpty() || !visited.add(real.get())) {
            return;
        }
        RootedPath place = place(below);
        boolean isTooMuch = below.split("/", -1).length > DEPTH_MAX || found.size() > FILES_MAX;
        if (isTooMuch && !isLinked) {
            throw new IOException(place + ": too deep, or too many files");
        }
        linked += isLinked ? 1 : 0;
        if (isTooMuch || linked > LINKED_MAX) {
            return;
        }
        for (String name : place.names()) {
            visit(below + "/" + name, isLinked);
        }
    }

    /** What is above has other kernels in it, and all the rest of the host. */
    private boolean leadsAbove(String link) throws IOException {
        String target = root.resolve(directory + "/" + link).orElse("/");
        String own = root.resolve(directory).orElse(directory) + "/";
        return target.equals("/") || own.startsWith(target + "/");
    }

    private RootedPath place(String below) {
        return root.path(directory + "/" + below);
    }

    private static boolean isModule(String path) {
        for (String suffix : SUFFIXES) {
            if (path.endsWith(suffix)) {
                return true;
            }
        }
        return false;
    }
}
