package io.github.kernelpin.host.kernel;

import io.github.kernelpin.host.file.InstallRoot;
import io.github.kernelpin.host.module.ModuleTree;
import io.github.kernelpin.host.module.ModulesDep;
import io.github.kernelpin.model.disk.ModuleDependencies;
import io.github.kernelpin.model.disk.ModuleOnDisk;
import io.github.kernelpin.model.symbol.ModuleFile;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds the modules that come with a kernel, are needed by out-of-tree ones, and need such a one
 * themselves: one that is taken for the kernel's own of that name, for which they were not built.
 */
final class OverriddenNeeds {

    private final InstallRoot root;
    private final ModuleTree tree;
    private final ModulePlaces placed;
    private final List<ModuleOnDisk> found = new ArrayList<>();
    private final Set<String> outOfTree = new TreeSet<>();
    private final Set<String> seen = new TreeSet<>();
    private final Deque<String> left = new ArrayDeque<>();

    OverriddenNeeds(InstallRoot root, ModuleTree tree, ModulePlaces placed) {
        this.root = root;
        this.tree = tree;
        this.placed = placed;
    }

    /**
     * Those that can be read.
     *
     * @param modules the out-of-tree modules of the kernel, and in-tree ones of the same names
     */
    List<ModuleOnDisk> find(String kernel, List<ModuleOnDisk> modules) throws IOException {
        for (ModuleOnDisk module : modules) {
            seen.add(module.name());
            if (!module.isInTree()) {
                outOfTree.add(module.name());
            }
        }
        for (ModuleOnDisk module : modules) {
            if (!module.isInTree()) {
                follow(module.dependencies());
            }
        }
        while (!left.isEmpty()) {
            Set<String> names = new TreeSet<>(left);
            left.clear();
            ModulesDep dep = ModulesDep.read(root, kernel, names);
            for (Map.Entry<String, String> place : places(kernel, dep, names).entrySet()) {
                boolean isConcerned =
                        !dep.exists()
                                || isAnyOutOfTree(
                                        dep.needed().getOrDefault(place.getKey(), List.of()));
                if (isConcerned) {
                    add(placed.module(kernel, place.getValue(), dep));
                }
            }
        }
        return found;
    }

    private Map<String, String> places(String kernel, ModulesDep dep, Set<String> names)
            throws IOException {
        if (dep.exists()) {
            return dep.chosen();
        }
        Map<String, String> places = new TreeMap<>();
        for (String place : tree.inTree(kernel, names)) {
            places.put(ModuleFile.nameOf(place), place);
        }
        return places;
    }

    private void add(ModuleOnDisk module) {
        if (module.isInTree()) {
            ModuleDependencies needed = module.dependencies();
            if (isAnyOutOfTree(needed.listed()) || isAnyOutOfTree(needed.named())) {
                found.add(module);
            }
            follow(needed);
        }
    }

    private void follow(ModuleDependencies needed) {
        for (List<String> names : List.of(needed.listed(), needed.named())) {
            for (String name : names) {
                if (seen.add(name)) {
                    left.add(name);
                }
            }
        }
    }

    private boolean isAnyOutOfTree(List<String> names) {
        for (String name : names) {
            if (outOfTree.contains(name)) {
                return true;
            }
        }
        return false;
    }
}
