package io.github.kernelpin.host.module;

import io.github.kernelpin.host.file.InstallRoot;
import io.github.kernelpin.host.file.RootedPath;
import io.github.kernelpin.model.symbol.ModuleFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What is below {@code /lib/modules} of a root: a directory for each kernel, with its modules. */
public final class ModuleTree {

    public static final String MODULES = "/lib/modules/";

    /** The directory of the modules that come with a kernel. */
    static final String IN_TREE = "kernel";

    private static final List<String> SUFFIXES = List.of(".ko", ".ko.gz", ".ko.xz", ".ko.zst");
    private static final List<String> IMAGES =
            List.of("/vmlinuz", "/vmlinux", "/Image", "/vmlinuz-virt.efi");
    private static final List<String> NOT_OUT_OF_TREE = List.of(IN_TREE, "build", "source");
    private static final int DEPTH_MAX = 16;
    private static final int FILES_MAX = 100_000;

    private final InstallRoot root;

    public ModuleTree(InstallRoot root) {
        this.root = root;
    }

    /** The names of the directories, which are kernel releases; leftovers among them. */
    public List<String> directories() throws IOException {
        RootedPath modules = root.path(MODULES);
        List<String> names = new ArrayList<>();
        if (modules.exists()) {
            for (String name : modules.names()) {
                if (root.path(MODULES + name).isDirectory()) {
                    names.add(name);
                }
            }
        }
        return List.copyOf(names);
    }

    /** Tells whether a directory's kernel can boot, or only its directory is left. */
    public boolean hasImage(String kernel) throws IOException {
        for (String image : IMAGES) {
            if (root.path(MODULES + kernel + image).exists()) {
                return true;
            }
        }
        return root.path("/boot/vmlinuz-" + kernel).exists()
                || root.path("/boot/vmlinux-" + kernel).exists();
    }

    /**
     * The out-of-tree modules of a kernel, as paths below its directory, in order.
     *
     * <p>As depmod finds them: everywhere but in {@code kernel}, and in the directories to build
     * modules in (kmod's tools/depmod.c, should_exclude_dir).
     */
    public List<String> outOfTree(String kernel) throws IOException {
        Set<String> found = new TreeSet<>();
        RootedPath directory = root.path(MODULES + kernel);
        if (directory.exists()) {
            for (String name : directory.names()) {
                if (!NOT_OUT_OF_TREE.contains(name)) {
                    collect(kernel, name, 1, found);
                }
            }
        }
        return List.copyOf(found);
    }

    /** The modules that come with a kernel and have one of these names, in order. */
    public List<String> inTree(String kernel, Set<String> names) throws IOException {
        Set<String> found = new TreeSet<>();
        if (root.path(MODULES + kernel + "/" + IN_TREE).exists()) {
            collect(kernel, IN_TREE, 1, found);
        }
        List<String> named = new ArrayList<>();
        for (String path : found) {
            if (names.contains(ModuleFile.nameOf(path))) {
                named.add(path);
            }
        }
        return named;
    }

    private void collect(String kernel, String below, int depth, Set<String> found)
            throws IOException {
        RootedPath place = root.path(MODULES + kernel + "/" + below);
        if (depth > DEPTH_MAX || found.size() > FILES_MAX) {
            throw new IOException(place + ": too deep, or too many files");
        }
        if (isModule(below)) {
            found.add(below);
        } else if (place.isDirectory()) {
            for (String name : place.names()) {
                collect(kernel, below + "/" + name, depth + 1, found);
            }
        }
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
