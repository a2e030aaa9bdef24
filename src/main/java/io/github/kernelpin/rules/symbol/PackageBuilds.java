package io.github.kernelpin.rules.symbol;

import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.rpm.Nevra;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Packages by what they were built with. */
public final class PackageBuilds {

    private final Map<String, List<RpmPackage>> byBuild = new TreeMap<>();

    public PackageBuilds(List<RpmPackage> packages) {
        for (RpmPackage each : packages) {
            List<RpmPackage> alike = byBuild.getOrDefault(nameOf(each.nevra()), new ArrayList<>());
            alike.add(each);
            byBuild.put(nameOf(each.nevra()), alike);
        }
    }

    /** The same for packages that were built together. */
    public static String nameOf(Nevra nevra) {
        return nevra.evr() + "." + nevra.arch();
    }

    /** What was built together with a kernel, itself included. */
    public List<RpmPackage> with(RpmPackage kernel) {
        return byBuild.getOrDefault(nameOf(kernel.nevra()), List.of());
    }
}
