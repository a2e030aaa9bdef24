package io.github.kernelpin.host.module;

import io.github.kernelpin.host.file.InstallRoot;
import io.github.kernelpin.model.symbol.ModuleFile;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
        Optional<String> modules = root.resolve(MODULES);
        Set<String> names = new TreeSet<>();
        if (modules.isPresent()) {
            for (String name : list(root.onHost(modules.get()))) {
                if (isDirectory(modules.get() + "/" + name)) {
                    names.add(name);
                }
            }
        }
        return List.copyOf(names);
    }

    /** Tells whether a directory's kernel can boot, or only its directory is left. */
    public boolean hasImage(String kernel) throws IOException {
        for (String image : IMAGES) {
            if (root.resolve(MODULES + kernel + image).isPresent()) {
                return true;
            }
        }
        return root.resolve("/boot/vmlinuz-" + kernel).isPresent()
                || root.resolve("/boot/vmlinux-" + kernel).isPresent();
    }

    /**
     * The out-of-tree modules of a kernel, as paths below its directory, in order.
     *
     * <p>As depmod finds them: everywhere but in {@code kernel}, and in the directories to build
     * modules in (kmod's tools/depmod.c, should_exclude_dir).
     */
    public List<String> outOfTree(String kernel) throws IOException {
        Set<String> found = new TreeSet<>();
        Optional<String> directory = root.resolve(MODULES + kernel);
        if (directory.isPresent()) {
            for (String name : list(root.onHost(directory.get()))) {
                if (!NOT_OUT_OF_TREE.contains(name)) {
                    collect(directory.get(), name, 1, found);
                }
            }
        }
        return List.copyOf(found);
    }

    /** The modules that come with a kernel and have one of these names, in order. */
    public List<String> inTree(String kernel, Set<String> names) throws IOException {
        Set<String> found = new TreeSet<>();
        Optional<String> directory = root.resolve(MODULES + kernel);
        if (directory.isPresent() && root.resolve(MODULES + kernel + "/" + IN_TREE).isPresent()) {
            collect(directory.get(), IN_TREE, 1, found);
        }
        List<String> named = new ArrayList<>();
        for (String path : found) {
            if (names.contains(ModuleFile.nameOf(path))) {
                named.add(path);
            }
        }
        return named;
    }

    private void collect(String base, String below, int depth, Set<String> found)
            throws IOException {
        if (depth > DEPTH_MAX || found.size() > FILES_MAX) {
            throw new IOException(
                    root.onHost(base + "/" + below) + ": too deep, or too many files");
        }
        if (isModule(below)) {
            found.add(below);
        } else if (isDirectory(base + "/" + below)) {
            String directory = root.resolve(base + "/" + below).orElse(base + "/" + below);
            for (String name : list(root.onHost(directory))) {
                collect(base, below + "/" + name, depth + 1, found);
            }
        }
    }

    /** Tells whether a path is a directory of the root, or a link to one. */
    private boolean isDirectory(String path) throws IOException {
        Optional<String> resolved = root.resolve(path);
        return resolved.isPresent()
                && Files.isDirectory(root.onHost(resolved.get()), LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean isModule(String path) {
        for (String suffix : SUFFIXES) {
            if (path.endsWith(suffix)) {
                return true;
            }
        }
        return false;
    }

    private static List<String> list(Path directory) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            for (Path entry : stream) {
                names.add(String.valueOf(entry.getFileName()));
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        } catch (AccessDeniedException e) {
            throw new IOException(directory + ": permission denied", e);
        } catch (NotDirectoryException e) {
            throw new IOException(directory + ": not a directory", e);
        }
        return names;
    }
}
