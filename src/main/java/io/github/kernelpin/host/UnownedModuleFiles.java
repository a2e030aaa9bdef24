package io.github.kernelpin.host;

import io.github.kernelpin.model.ModuleFile;
import io.github.kernelpin.model.Symbols;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Finds the files of modules by name, and what they need of any kernel they are to load into. */
public final class UnownedModuleFiles {

    private final InstallRoot root;
    private final ModuleTree tree;
    private final ModuleReader reader;

    public UnownedModuleFiles(InstallRoot root) {
        this.root = root;
        this.tree = new ModuleTree(root);
        this.reader = new ModuleReader(root);
    }

    /**
     * Every build of modules, in-tree ones of the same name left out. What other out-of-tree
     * modules provide is left out of what they need.
     *
     * @param names as modprobe knows them
     * @return the files in the order of their paths
     * @throws IOException if one of them cannot be read; the message begins with the file
     */
    public List<ModuleFile> find(Set<String> names) throws IOException {
        Map<String, ModuleFile> found = new TreeMap<>();
        for (String kernel : tree.directories()) {
            List<String> others = tree.outOfTree(kernel);
            boolean any = add(others, names, kernel, others, found);
            if (!any) {
                // Some installers put their module among those of the kernel.
                add(tree.inTree(kernel, names), names, kernel, others, found);
            }
        }
        return List.copyOf(found.values());
    }

    private boolean add(
            List<String> places,
            Set<String> names,
            String kernel,
            List<String> others,
            Map<String, ModuleFile> found)
            throws IOException {
        boolean any = false;
        for (String place : places) {
            Optional<String> path =
                    names.contains(ModuleFile.nameOf(place))
                            ? root.resolve(ModuleTree.MODULES + kernel + "/" + place)
                            : Optional.empty();
            if (path.isPresent() && !found.containsKey(path.get())) {
                ModuleFile file = reader.file(path.get());
                if (!file.inTree()) {
                    found.put(path.get(), withoutNeedsOf(others, kernel, file));
                    any = true;
                }
            }
        }
        return any;
    }

    private ModuleFile withoutNeedsOf(List<String> others, String kernel, ModuleFile file)
            throws IOException {
        List<Symbols> provided = new ArrayList<>();
        String depends = "," + reader.depends(file.path()).replace('-', '_') + ",";
        for (String place : others) {
            Optional<String> path =
                    depends.contains("," + ModuleFile.nameOf(place) + ",")
                            ? root.resolve(ModuleTree.MODULES + kernel + "/" + place)
                            : Optional.empty();
            if (path.isPresent()) {
                provided.add(reader.exports(path.get()));
            }
        }
        Symbols needs = new Symbols();
        for (int i = 0; i < file.needs().size(); i++) {
            if (!isProvided(file.needs().name(i), provided)) {
                needs.add(file.needs().name(i), file.needs().crc(i));
            }
        }
        return new ModuleFile(
                file.name(), file.path(), file.version(), file.vermagic(), file.inTree(), needs);
    }

    private static boolean isProvided(String symbol, List<Symbols> provided) {
        for (Symbols each : provided) {
            if (each.crcByName().containsKey(symbol)) {
                return true;
            }
        }
        return false;
    }
}
