package io.github.kernelpin.model.disk;

import io.github.kernelpin.model.kernel.KernelRelease;
import java.util.List;
import java.util.Map;

/**
 * A kernel on a host's disk.
 *
 * @param symvers the file with what it provides; empty where there is none
 * @param provides what it and its in-tree modules export, as far as some module needs it
 * @param problem why {@code symvers} cannot be read; empty where it can
 * @param settings what its in-tree modules say of themselves
 * @param modules the out-of-tree modules in its directory, in-tree ones of the same names, and
 *     in-tree ones that are needed by an out-of-tree one and need another
 * @param chosen for each of these names the place that modules.dep chooses; empty where it chooses
 *     none
 * @param hasModulesDep whether there is a modules.dep to choose by
 */
public record KernelOnDisk(
        KernelRelease release,
        String symvers,
        KernelExports provides,
        String problem,
        ModuleSettings settings,
        List<ModuleOnDisk> modules,
        Map<String, String> chosen,
        boolean hasModulesDep) {

    public KernelOnDisk {
        modules = List.copyOf(modules);
        chosen = Map.copyOf(chosen);
    }
}
