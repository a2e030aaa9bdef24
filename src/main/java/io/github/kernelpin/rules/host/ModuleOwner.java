package io.github.kernelpin.rules.host;

import io.github.kernelpin.model.disk.HostOnDisk;
import io.github.kernelpin.model.disk.KernelOnDisk;
import io.github.kernelpin.model.disk.ModuleOnDisk;
import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.pin.Pin;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Whose the files of a pinned module are, which should be its package's. */
final class ModuleOwner {

    /** What builds modules on the host has none of their files. */
    private static final List<String> BUILDERS = List.of("akmod", "dkms");

    private ModuleOwner() {}

    /** What is wrong with the package of a module that is installed; empty for nothing. */
    static String problem(Pin.PinnedModule module, HostOnDisk host) {
        String name = module.packageName();
        Set<String> owners = owners(module.fileName(), host);
        for (RpmPackage each : host.packages().providing(name)) {
            if (owners.contains(each.nevra().name())) {
                return "";
            }
        }
        boolean isBuilder = BUILDERS.stream().anyMatch(name::contains);
        if (owners.isEmpty() || isBuilder) {
            return "";
        }
        String none = "no file of module " + module.name() + " is of package " + name;
        owners.remove("");
        return owners.isEmpty()
                ? none + ", nor of any other: leave out package"
                : none + "; did you mean " + String.join(" or ", owners) + "?";
    }

    /** The names of the packages, with an empty one for files that no package has. */
    private static Set<String> owners(String module, HostOnDisk host) {
        Set<String> owners = new TreeSet<>();
        for (KernelOnDisk kernel : host.kernels()) {
            for (ModuleOnDisk each : kernel.modules()) {
                String owner = host.packages().owners().get(each.target());
                if (each.name().equals(module) && owner != null) {
                    owners.add(owner);
                }
            }
        }
        return owners;
    }
}
