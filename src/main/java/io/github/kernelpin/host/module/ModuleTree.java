package io.github.kernelpin.host.module;

import io.github.kernelpin.host.file.InstallRoot;
import io.github.kernelpin.host.file.RootedPath;
import io.github.kernelpin.model.symbol.ModuleFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What is below {@code /lib/modules} of a root: a directory for each kernel, with its modules. */
public final class ModuleTree {

    public static final String MODULES = "/lib/modules/";

    /** The directory of the modules that come with a kernel. */
    static final String IN_TREE = "kernel";

    private static final List<String> IMAGES =
            List.of("/vmlinuz", "/vmlinux", "/Image", "/vmlinuz-virt.efi");

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
     * modules in.
     */
    public List<String> outOfTree(String kernel) throws IOException {
        RootedPath directory = root.path(MODULES + kernel);
        if (!directory.exists()) {
            return List.of();
        }
        List<String> names = new ArrayList<>(directory.names());
        names.remove(IN_TREE);
        return List.copyOf(new ModuleWalk(root, MODULES + kernel).below(names));
    }

    /** The modules that come with a kernel and have one of these names, in order. */
    public List<String> inTree(String kernel, Set<String> names) throws IOException {
        Set<String> found = new ModuleWalk(root, MODULES + kernel).below(List.of(IN_TREE));
        List<String> named = new ArrayList<>();
        for (String path : found) {
            if (names.contains(ModuleFile.nameOf(path))) {
                named.add(path);
            }
        }
        return named;
    }
}
