package io.github.kernelpin.host.module;

import io.github.kernelpin.host.file.InstallRoot;
import io.github.kernelpin.model.kernel.KernelRelease;
import io.github.kernelpin.model.symbol.ModuleFile;
import io.github.kernelpin.model.symbol.Symbols;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds the files of modules by name, and what they need of any kernel they are to load into. */
public final class UnownedModuleFiles {

    private final InstallRoot root;
    private final ModuleTree tree;
    private final ModuleReader reader;
    private final Map<String, ModuleFile> found = new TreeMap<>();
    private final Map<String, ModuleFile> broken = new TreeMap<>();

    /**
     * What a module and those that it depends on need, each symbol once.
     *
     * @param ofModules what one of these modules provides to another
     * @param seen the names of these modules
     * @param overridden the symbols that one of them has with another CRC
     */
    private record Needs(
            Symbols symbols,
            Symbols ofModules,
            Map<String, Long> known,
            Set<String> seen,
            SortedSet<String> overridden) {

        Needs() {
            this(new Symbols(), new Symbols(), new TreeMap<>(), new TreeSet<>(), new TreeSet<>());
        }

        void add(String name, long crc) {
            Long other = known.put(name, crc);
            if (other == null || other != crc) {
                symbols.add(name, crc);
            }
        }
    }

    public UnownedModuleFiles(InstallRoot root) {
        this.root = root;
        this.tree = new ModuleTree(root);
        this.reader = new ModuleReader(root);
    }

    /**
     * Every build of modules, in-tree ones of the same name left out. What a module needs includes
     * what the out-of-tree modules need that it depends on; what they provide is told apart.
     *
     * @param names as modprobe knows them
     * @return the files in the order of their paths; of a module of which no build can be read, one
     *     that says why
     * @throws IOException if the directories of modules cannot be read
     */
    public List<ModuleFile> find(Set<String> names) throws IOException {
        for (String kernel : tree.directories()) {
            List<String> others = tree.outOfTree(kernel);
            Set<String> left = new TreeSet<>(names);
            add(others, names, kernel, others, left);
            if (!left.isEmpty()) {
                // Some installers put their module among those of the kernel.
                add(tree.inTree(kernel, left), names, kernel, others, left);
            }
        }
        for (ModuleFile file : found.values()) {
            broken.remove(file.name());
        }
        for (ModuleFile each : broken.values()) {
            found.put(each.path(), each);
        }
        return List.copyOf(found.values());
    }

    private void add(
            List<String> places,
            Set<String> names,
            String kernel,
            List<String> others,
            Set<String> left)
            throws IOException {
        for (String place : places) {
            String name = ModuleFile.nameOf(place);
            Optional<String> path =
                    names.contains(name)
                            ? root.resolve(ModuleTree.MODULES + kernel + "/" + place)
                            : Optional.empty();
            if (path.isPresent()) {
                left.remove(name);
                if (!isLinkedByWeakModules(path.get(), kernel)) {
                    add(name, shown(path.get(), kernel, place), path.get(), kernel, others);
                }
            }
        }
    }

    /** What weak-modules has linked is described where it belongs, among what it depends on. */
    private boolean isLinkedByWeakModules(String path, String kernel) throws IOException {
        return path.startsWith(modules())
                && !path.startsWith(modules() + kernel + "/")
                && path.startsWith("extra/", path.indexOf('/', modules().length()) + 1);
    }

    /** A link of somebody else's is there for its own kernel, wherever it leads. */
    private String shown(String path, String kernel, String place) throws IOException {
        boolean isElsewhere =
                path.startsWith(modules()) && !path.startsWith(modules() + kernel + "/");
        return isElsewhere ? modules() + kernel + "/" + place : path;
    }

    private String modules() throws IOException {
        return root.resolve(ModuleTree.MODULES).orElse("") + "/";
    }

    private void add(String name, String shown, String path, String kernel, List<String> others) {
        try {
            ModuleFile file = reader.file(path);
            String rejection = reader.rejection(path, KernelRelease.parse(kernel).arch());
            if (!rejection.isEmpty()) {
                throw new IOException(path + ": not a kernel module: " + rejection);
            }
            if (!file.inTree()) {
                Needs needs = new Needs();
                collectNeeds(file, kernel, others, needs);
                found.put(
                        shown,
                        new ModuleFile(
                                name,
                                shown,
                                file.version(),
                                file.vermagic(),
                                false,
                                needs.symbols(),
                                needs.ofModules(),
                                "",
                                List.copyOf(needs.overridden())));
            }
        } catch (IOException e) {
            broken.putIfAbsent(
                    name,
                    ModuleFile.unreadable(
                            name, shown, reason(String.valueOf(e.getMessage()), path)));
        }
    }

    /** The file's own name is said where its problem is. */
    private static String reason(String message, String path) {
        int start = message.indexOf(path + ": ");
        return start == -1 ? message : message.substring(start + path.length() + 2);
    }

    /** A module loads if what it depends on does: the needs of all of them count. */
    private void collectNeeds(ModuleFile file, String kernel, List<String> others, Needs needs)
            throws IOException {
        Map<String, Long> provided = new TreeMap<>();
        String depends = "," + reader.depends(file.path()).replace('-', '_') + ",";
        needs.seen().add(file.name());
        for (String place : others) {
            String name = ModuleFile.nameOf(place);
            Optional<String> path =
                    depends.contains("," + name + ",")
                            ? root.resolve(ModuleTree.MODULES + kernel + "/" + place)
                            : Optional.empty();
            if (path.isPresent()) {
                provided.putAll(reader.exports(path.get()).crcByName());
                if (!needs.seen().contains(name)) {
                    collectNeeds(reader.file(path.get()), kernel, others, needs);
                }
            }
        }
        for (int i = 0; i < file.needs().size(); i++) {
            Long crc = provided.get(file.needs().name(i));
            // A module built without CRCs provides none.
            boolean isProvided = crc != null && (crc == 0 || crc == file.needs().crc(i));
            if (isProvided) {
                needs.ofModules().add(file.needs().name(i), file.needs().crc(i));
            } else {
                needs.add(file.needs().name(i), file.needs().crc(i));
                if (crc != null) {
                    needs.overridden().add(file.needs().name(i));
                }
            }
        }
    }
}
