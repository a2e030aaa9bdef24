package io.github.kernelpin.model.disk;

import java.util.List;

/**
 * Which modules are loaded before one.
 *
 * @param listed those of its line in modules.dep, which modprobe goes by
 * @param named those that its own file names ({@code modinfo -F depends}), as they were when it was
 *     built
 */
public record ModuleDependencies(List<String> listed, List<String> named) {

    /** Where nothing is said. */
    public static final ModuleDependencies NONE = new ModuleDependencies(List.of(), List.of());

    public ModuleDependencies {
        listed = List.copyOf(listed);
        named = List.copyOf(named);
    }

    /** Tells whether a module is loaded before it, as far as that is said anywhere. */
    public boolean has(String module) {
        return listed.contains(module) || named.contains(module);
    }
}
