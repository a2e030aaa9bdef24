package io.github.kernelpin.host.kernel;

import io.github.kernelpin.host.file.InstallRoot;
import io.github.kernelpin.host.module.ModuleReader;
import io.github.kernelpin.host.module.ModuleTree;
import io.github.kernelpin.host.module.ModulesDep;
import io.github.kernelpin.model.disk.KernelOnDisk;
import io.github.kernelpin.model.disk.ModuleOnDisk;
import io.github.kernelpin.model.kernel.KernelRelease;
import io.github.kernelpin.model.symbol.ModuleFile;
import io.github.kernelpin.model.symbol.Symbols;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads the installed kernels of a root, and the modules in their directories. */
public final class KernelReader {

    private final InstallRoot root;
    private final ModuleTree tree;
    private final ModuleReader reader;

    public KernelReader(InstallRoot root) {
        this.root = root;
        this.tree = new ModuleTree(root);
        this.reader = new ModuleReader(root);
    }

    /**
     * Every kernel that can boot; a directory that is left of a removed one is none.
     *
     * @param pinned the names of modules that are told even if they come with the kernel
     * @throws IOException if a directory or a modules.dep cannot be read; what is wrong with single
     *     modules and lists of symbols is part of the answer
     */
    public List<KernelOnDisk> read(Set<String> pinned) throws IOException {
        List<Found> found = new ArrayList<>();
        Set<String> wanted = new HashSet<>();
        for (String kernel : tree.directories()) {
            if (tree.hasImage(kernel)) {
                Found each = find(kernel, pinned);
                found.add(each);
                for (ModuleOnDisk module : each.modules) {
                    addNeeds(module, wanted);
                }
            }
        }
        List<KernelOnDisk> kernels = new ArrayList<>();
        for (Found each : found) {
            kernels.add(kernel(each, wanted));
        }
        return kernels;
    }

    /** A kernel before its symbols are read: which ones are wanted the modules say. */
    private record Found(String kernel, ModulesDep dep, List<ModuleOnDisk> modules) {}

    private Found find(String kernel, Set<String> pinned) throws IOException {
        List<String> places = new ArrayList<>(tree.outOfTree(kernel));
        Set<String> names = new TreeSet<>(pinned);
        for (String place : places) {
            names.add(ModuleFile.nameOf(place));
        }
        ModulesDep dep = ModulesDep.read(root, kernel, names);
        if (dep.exists()) {
            for (String place : dep.chosen().values()) {
                if (!places.contains(place)) {
                    places.add(place);
                }
            }
        } else {
            places.addAll(tree.inTree(kernel, names));
        }
        List<ModuleOnDisk> modules = new ArrayList<>();
        for (String place : places) {
            modules.add(module(kernel, place));
        }
        return new Found(kernel, dep, modules);
    }

    private ModuleOnDisk module(String kernel, String place) throws IOException {
        String name = ModuleFile.nameOf(place);
        Optional<String> target = root.resolve(ModuleTree.MODULES + kernel + "/" + place);
        if (target.isEmpty()) {
            return new ModuleOnDisk(name, place, "", null, "", new Symbols());
        }
        try {
            return new ModuleOnDisk(
                    name,
                    place,
                    target.get(),
                    reader.file(target.get()),
                    "",
                    reader.exports(target.get()));
        } catch (IOException e) {
            return new ModuleOnDisk(name, place, target.get(), null, belowRoot(e), new Symbols());
        }
    }

    private static void addNeeds(ModuleOnDisk module, Set<String> wanted) {
        ModuleFile file = module.file();
        if (file != null) {
            for (int i = 0; i < file.needs().size(); i++) {
                wanted.add(file.needs().name(i));
            }
        }
    }

    private KernelOnDisk kernel(Found found, Set<String> wanted) throws IOException {
        String symvers = Symvers.find(root, found.kernel).orElse("");
        Symbols provides = new Symbols();
        String problem = "";
        try {
            if (!symvers.isEmpty()) {
                provides = Symvers.readWanted(root.path(symvers), wanted);
            }
        } catch (IOException e) {
            problem = belowRoot(e);
        }
        return new KernelOnDisk(
                KernelRelease.parse(found.kernel),
                symvers,
                provides,
                problem,
                vermagic(found),
                found.modules,
                found.dep.chosen(),
                found.dep.exists());
    }

    /** What any of its own modules was built for, every one of them was. */
    private String vermagic(Found found) {
        try {
            Optional<String> own =
                    found.dep.first().isEmpty()
                            ? Optional.empty()
                            : root.resolve(
                                    ModuleTree.MODULES + found.kernel + "/" + found.dep.first());
            return own.isEmpty() ? "" : reader.file(own.get()).vermagic();
        } catch (IOException e) {
            // It is about a detail, and of some other module.
            return "";
        }
    }

    /** What is wrong, with the paths of the root as they are below it. */
    private String belowRoot(IOException e) {
        return root.asSeenInside(String.valueOf(e.getMessage()));
    }
}
