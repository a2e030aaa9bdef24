package io.github.kernelpin.model.symbol;

import java.util.List;

/**
 * A kernel module as its file describes it.
 *
 * @param name as modprobe knows it
 * @param path inside the root that it was found in
 * @param version what the module's author calls it; may be empty
 * @param vermagic the kernel release that it was built for, and that kernel's options
 * @param inTree whether it comes with the kernel
 * @param needs the symbols that it uses; empty if its kernel doesn't keep CRCs of them
 * @param needsOfModules of these, what other out-of-tree modules beside it provide; where those are
 *     looked at themselves, {@code needs} is without them
 * @param problem why nothing of it can be read; empty for any other
 * @param overridden those of the symbols that another out-of-tree module beside it exports with
 *     another CRC, and modprobe may take for the kernel's own, in alphabetical order
 */
public record ModuleFile(
        String name,
        String path,
        String version,
        String vermagic,
        boolean inTree,
        Symbols needs,
        Symbols needsOfModules,
        String problem,
        List<String> overridden) {

    private static final String MODULES = "/modules/";

    public ModuleFile {
        overridden = List.copyOf(overridden);
    }

    /** One that can be read. */
    public ModuleFile(
            String name,
            String path,
            String version,
            String vermagic,
            boolean inTree,
            Symbols needs) {
        this(name, path, version, vermagic, inTree, needs, new Symbols(), "", List.of());
    }

    /** One of which only its place is known. */
    public static ModuleFile unreadable(String name, String path, String problem) {
        return new ModuleFile(
                name, path, "", "", false, new Symbols(), new Symbols(), problem, List.of());
    }

    /**
     * What modprobe calls the module of a file.
     *
     * <p>As libkmod's {@code path_to_modname} has it: up to the first dot, with underscores.
     */
    public static String nameOf(String path) {
        String file = path.substring(path.lastIndexOf('/') + 1);
        int dot = file.indexOf('.');
        return (dot == -1 ? file : file.substring(0, dot)).replace('-', '_');
    }

    /** The release of the kernel whose directory it is in; empty if it is in none. */
    public String kernel() {
        int modules = path.indexOf(MODULES);
        int start = modules + MODULES.length();
        int end = path.indexOf('/', start);
        return modules == -1 || end == -1 ? "" : path.substring(start, end);
    }

    /** Tells whether it is where depmod looks first (Red Hat's depmod.d/dist.conf). */
    public boolean isInUpdates() {
        return path.contains(MODULES + kernel() + "/updates/");
    }

    /** Tells whether it is where weak-modules looks for modules to link into other kernels. */
    public boolean isInExtra() {
        return path.contains(MODULES + kernel() + "/extra/");
    }

    /** {@code npreal2.ko of 4.18.0-305.el8.x86_64}: the file and whose directory it is in. */
    public String describe() {
        String file = path.substring(path.lastIndexOf('/') + 1);
        return kernel().isEmpty() ? path : file + " of " + kernel();
    }
}
