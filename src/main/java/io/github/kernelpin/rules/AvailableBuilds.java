package io.github.kernelpin.rules;

import io.github.kernelpin.model.RpmPackage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The packages that dnf can see, by what they were built with. */
final class AvailableBuilds {

    private final Map<String, List<RpmPackage>> byBuild = new TreeMap<>();

    AvailableBuilds(List<RpmPackage> available) {
        for (RpmPackage each : available) {
            List<RpmPackage> alike = byBuild.getOrDefault(nameOf(each), new ArrayList<>());
            alike.add(each);
            byBuild.put(nameOf(each), alike);
        }
    }

    /** The same for packages that were built together. */
    static String nameOf(RpmPackage rpm) {
        return rpm.evr() + "." + rpm.nevra().arch();
    }

    /** What was built together with a kernel, itself included. */
    List<RpmPackage> with(RpmPackage kernel) {
        return byBuild.getOrDefault(nameOf(kernel), List.of());
    }
}
