package io.github.kernelpin.host.kernel;

import io.github.kernelpin.host.file.InstallRoot;
import io.github.kernelpin.host.module.ModuleReader;
import io.github.kernelpin.host.module.ModuleTree;
import io.github.kernelpin.host.module.ModulesDep;
import io.github.kernelpin.model.disk.KernelExports;
import io.github.kernelpin.model.disk.KernelOnDisk;
import io.github.kernelpin.model.disk.ModuleOnDisk;
import io.github.kernelpin.model.disk.ModuleSettings;
import io.github.kernelpin.model.kernel.KernelRelease;
import io.github.kernelpin.model.symbol.ModuleFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the installed kernels of a root, and the modules in their directories. */
public final class KernelReader {

    private final InstallRoot root;
    private final ModuleTree tree;
    private final ModuleReader reader;
    private final ModulePlaces places;

    public KernelReader(InstallRoot root) {
        this.root = root;
        this.tree = new ModuleTree(root);
        this.reader = new ModuleReader(root);
        this.places = new ModulePlaces(root, reader);
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
                    addSymbols(module, wanted);
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
            modules.add(this.places.module(kernel, place, dep));
        }
        modules.addAll(new OverriddenNeeds(root, tree, this.places).find(kernel, modules));
        return new Found(kernel, dep, modules);
    }

    /** What it exports counts as well: no two may export the same. */
    private static void addSymbols(ModuleOnDisk module, Set<String> wanted) {
        for (int i = 0; i < module.exports().size(); i++) {
            wanted.add(module.exports().name(i));
        }
        ModuleFile file = module.file();
        if (file != null) {
            for (int i = 0; i < file.needs().size(); i++) {
                wanted.add(file.needs().name(i));
            }
        }
    }

    private KernelOnDisk kernel(Found found, Set<String> wanted) throws IOException {
        String symvers = Symvers.find(root, found.kernel).orElse("");
        KernelExports provides = KernelExports.none();
        String problem = "";
        try {
            if (!symvers.isEmpty()) {
                provides = exports(found, Symvers.listWanted(root.path(symvers), wanted));
            }
        } catch (IOException e) {
            problem = belowRoot(e);
        }
        return new KernelOnDisk(
                KernelRelease.parse(found.kernel),
                symvers,
                provides,
                problem,
                settings(found.kernel, found.dep.inTree()),
                found.modules,
                found.dep.chosen(),
                found.dep.exists());
    }

    private KernelExports exports(Found found, Symvers list) throws IOException {
        Set<String> absent = new TreeSet<>(list.modules().values());
        absent.remove(KernelExports.VMLINUX);
        List<String> places = new ArrayList<>();
        if (found.dep.exists()) {
            places.addAll(ModulesDep.read(root, found.kernel, absent).chosen().values());
        } else if (root.path(ModuleTree.MODULES + found.kernel + "/kernel").exists()) {
            places.addAll(tree.inTree(found.kernel, absent));
            places.addAll(tree.outOfTree(found.kernel));
        } else {
            // A tree before its kernel's modules and depmod have come says nothing of them.
            absent.clear();
        }
        for (String place : places) {
            if (root.path(ModuleTree.MODULES + found.kernel + "/" + place).exists()) {
                absent.remove(ModuleFile.nameOf(place));
            }
        }
        return new KernelExports(list.symbols(), list.modules(), absent);
    }

    /** What its own modules agree on. Two of them are asked. */
    private ModuleSettings settings(String kernel, List<String> places) {
        ModuleSettings known = null;
        for (String place : places) {
            ModuleSettings each = settings(kernel, place);
            if (each != null && known != null) {
                boolean isSame = each.structBytes() == known.structBytes();
                return isSame ? known : new ModuleSettings(known.vermagic(), 0);
            }
            known = each == null ? known : each;
        }
        return known == null ? ModuleSettings.UNKNOWN : known;
    }

    private @Nullable ModuleSettings settings(String kernel, String place) {
        try {
            Optional<String> own = root.resolve(ModuleTree.MODULES + kernel + "/" + place);
            return own.isEmpty() || !reader.file(own.get()).inTree()
                    ? null
                    : new ModuleSettings(
                            reader.file(own.get()).vermagic(), reader.structBytes(own.get()));
        } catch (IOException e) {
            // It is about a detail, and of some other module.
            return null;
        }
    }

    /** What is wrong, with the paths of the root as they are below it. */
    private String belowRoot(IOException e) {
        return root.asSeenInside(String.valueOf(e.getMessage()));
    }
}
