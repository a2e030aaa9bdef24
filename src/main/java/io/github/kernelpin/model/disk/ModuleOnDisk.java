package io.github.kernelpin.model.disk;

import io.github.kernelpin.model.symbol.ModuleFile;
import io.github.kernelpin.model.symbol.Symbols;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A module's place in the directory of one kernel.
 *
 * @param name as modprobe knows it
 * @param path below the kernel's directory: {@code weak-updates/drbd/drbd.ko}
 * @param target the file that a link leads to, below the root; the place itself where it is no
 *     link; empty where the link leads nowhere
 * @param file what it says of itself; null where it cannot be read
 * @param problem why it cannot be read; empty where it can
 * @param exports what it provides for other modules
 * @param structBytes the size of its {@code struct module}; 0 if it is not known
 * @param rejection why the kernel takes no such file, whatever symbols it needs; empty if it does
 * @param dependencies the modules that are loaded before it
 */
public record ModuleOnDisk(
        String name,
        String path,
        String target,
        @Nullable ModuleFile file,
        String problem,
        Symbols exports,
        long structBytes,
        String rejection,
        ModuleDependencies dependencies) {

    /** The directories that modprobe prefers, best first; in-tree modules come after the second. */
    private static final List<String> PREFERRED = List.of("updates/", "extra/");

    private static final String WEAK = "weak-updates/";

    /** Tells whether the link leads nowhere, as it does when the kernel it led to is removed. */
    public boolean dangles() {
        return target.isEmpty();
    }

    /** Tells whether it was built with its kernel. */
    public boolean isInTree() {
        return file != null && file.inTree();
    }

    /**
     * Its rank where modules.dep says nothing: depmod searches updates, extra, the kernel's own and
     * weak-updates, in this order (Red Hat's depmod.d/dist.conf).
     */
    public int rank() {
        for (int i = 0; i < PREFERRED.size(); i++) {
            if (path.startsWith(PREFERRED.get(i))) {
                return i;
            }
        }
        return PREFERRED.size() + (path.startsWith(WEAK) ? 1 : 0);
    }
}
