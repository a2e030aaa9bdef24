package io.github.kernelpin.guard;

import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.rpm.VersionConstraint;
import io.github.kernelpin.model.rpm.VersionRange;
import java.util.ArrayList;
import java.util.List;

/** What is installed on a host already that a guard conflicts with, so that it cannot go there. */
public final class HostObstacles {

    private HostObstacles() {}

    /** One line for each package that would have to leave first. */
    public static List<String> of(Guard guard, List<RpmPackage> installed) {
        List<String> obstacles = new ArrayList<>();
        Pin pin = guard.pin();
        for (RpmPackage each : installed) {
            if (pin.appliesTo(each) && !pin.permits(each)) {
                obstacles.add(
                        each
                                + (pin.isInRange(each)
                                        ? " is denied"
                                        : " does not fit: " + pin.describeKernels()));
            }
            for (Pin.PinnedModule module : pin.modules()) {
                VersionRange tested = module.version();
                String name = module.packageName();
                if (tested != null && each.provides(name) && !each.provides(name, tested)) {
                    obstacles.add(each + " is not " + tested + asWhat(each, name));
                }
            }
        }
        return obstacles;
    }

    /** In which version it provides the package, if its own name and version don't tell. */
    private static String asWhat(RpmPackage installed, String packageName) {
        if (installed.name().equals(packageName)) {
            return "";
        }
        for (RpmPackage.Capability provided : installed.provides()) {
            VersionConstraint version = provided.version();
            if (provided.name().equals(packageName) && version != null) {
                return ", but provides " + packageName + " " + version;
            }
        }
        return ", but provides " + packageName + " in no version";
    }
}
