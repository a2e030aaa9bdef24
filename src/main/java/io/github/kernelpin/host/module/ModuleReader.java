package io.github.kernelpin.host.module;

import io.github.kernelpin.host.file.InstallRoot;
import io.github.kernelpin.model.symbol.ModuleFile;
import io.github.kernelpin.model.symbol.Symbols;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads module files of a root, each of them once: weak-modules links one into many kernels'
 * directories.
 */
public final class ModuleReader {

    /** What is known of one file. */
    private record Content(
            ModuleFile file,
            Symbols exports,
            String depends,
            long structBytes,
            String problem,
            int machine) {}

    private final InstallRoot root;
    private final Map<String, Content> known = new TreeMap<>();

    public ModuleReader(InstallRoot root) {
        this.root = root;
    }

    /**
     * A module by the path of its file inside the root, without links.
     *
     * @throws IOException if it cannot be read, or is none; the message begins with the file
     */
    public ModuleFile file(String path) throws IOException {
        return content(path).file();
    }

    /** What it provides for other modules. */
    public Symbols exports(String path) throws IOException {
        return content(path).exports();
    }

    /** The size in bytes of its {@code struct module}; 0 if it has none. */
    public long structBytes(String path) throws IOException {
        return content(path).structBytes();
    }

    /**
     * Why a kernel rejects the file before it looks at symbols; empty if it doesn't.
     *
     * @param architecture the kernel's; may be empty
     */
    public String rejection(String path, String architecture) throws IOException {
        Content content = content(path);
        return content.problem().isEmpty()
                ? LoaderChecks.problem(content.machine(), architecture)
                : content.problem();
    }

    /** The names of the modules that it needs, with commas between them. */
    public String depends(String path) throws IOException {
        return content(path).depends();
    }

    private Content content(String path) throws IOException {
        Content content = known.get(path);
        if (content == null) {
            try (KernelObject object = KernelObject.open(root.path(path))) {
                content =
                        new Content(
                                object.module(path),
                                object.exports(),
                                object.info("depends"),
                                object.structBytes(),
                                object.problem(),
                                object.machine());
            }
            known.put(path, content);
        }
        return content;
    }
}
