package io.github.kernelpin.model.disk;

import io.github.kernelpin.model.kernel.RpmPackage;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What rpm says is installed.
 *
 * @param names the names of all packages
 * @param providers the packages that a pin's {@code package} finds, by that name or as what they
 *     provide
 * @param owners the name of the package that has a module's file, by its path; empty where none has
 *     it, and no path of which that is not known
 * @param problem why rpm could not be asked; empty where it could
 */
public record InstalledPackages(
        SortedSet<String> names,
        Map<String, List<RpmPackage>> providers,
        Map<String, String> owners,
        String problem) {

    public InstalledPackages {
        names = new TreeSet<>(names);
        providers = Map.copyOf(providers);
        owners = Map.copyOf(owners);
    }

    /** The packages that a pin finds. */
    public List<RpmPackage> providing(String name) {
        return providers.getOrDefault(name, List.of());
    }
}
