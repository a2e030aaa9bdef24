package io.github.kernelpin.rules.host;

import io.github.kernelpin.model.disk.HostOnDisk;
import io.github.kernelpin.model.disk.KernelOnDisk;
import io.github.kernelpin.model.disk.ModuleOnDisk;
import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.pin.NearestName;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.rpm.VersionRange;
import io.github.kernelpin.model.verdict.Finding;
import io.github.kernelpin.model.verdict.Severity;
import io.github.kernelpin.model.verdict.SourceLocation;
import io.github.kernelpin.model.verdict.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Fires when a pin names what is not on the host: a package that is not installed or has no file of
 * the module, a version that no installed package has, a module that is nowhere, kernel variants of
 * which there is none. A warning, as what it names may be yet to come; and it may be a typing
 * error, which frees what was meant.
 */
final class PinMatchesNothing implements WholeHostRule {

    static final String ID = "pin-matches-nothing";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public List<Finding> check(List<Pin> pins, HostOnDisk host) {
        List<Finding> findings = new ArrayList<>();
        Set<String> modules = modules(host);
        for (Pin pin : pins) {
            checkVariants(pin, host, findings);
            for (Pin.PinnedModule module : pin.modules()) {
                if (!module.packageName().isEmpty()) {
                    checkPackage(pin, module, host, findings);
                }
                if (!module.name().isEmpty()
                        && !host.kernels().isEmpty()
                        && !modules.contains(module.fileName())) {
                    String nearest = NearestName.ifClose(module.fileName(), modules);
                    findings.add(
                            finding(
                                    pin,
                                    module,
                                    "no installed kernel has a module "
                                            + module.name()
                                            + meaning(nearest)));
                }
            }
        }
        return findings;
    }

    private static Set<String> modules(HostOnDisk host) {
        Set<String> names = new TreeSet<>();
        for (KernelOnDisk kernel : host.kernels()) {
            for (ModuleOnDisk module : kernel.modules()) {
                names.add(module.name());
            }
        }
        return names;
    }

    private static void checkVariants(Pin pin, HostOnDisk host, List<Finding> findings) {
        Set<String> installed = new TreeSet<>();
        boolean isAny = host.kernels().isEmpty();
        for (KernelOnDisk kernel : host.kernels()) {
            isAny |= pin.appliesToVariant(kernel.release().variant());
            installed.add(kernel.release().variant());
        }
        if (!isAny) {
            findings.add(
                    finding(
                            pin,
                            pin.location(),
                            "no installed kernel is of variant "
                                    + String.join(" or ", pin.variants())
                                    + ": there is "
                                    + String.join(", ", installed)));
        }
    }

    private static void checkPackage(
            Pin pin, Pin.PinnedModule module, HostOnDisk host, List<Finding> findings) {
        String name = module.packageName();
        if (!host.packages().problem().isEmpty()) {
            findings.add(
                    finding(
                            pin,
                            module,
                            "whether "
                                    + name
                                    + " is installed is not known: "
                                    + host.packages().problem()));
            return;
        }
        List<RpmPackage> found = host.packages().providing(name);
        VersionRange version = module.version();
        if (found.isEmpty()) {
            String nearest = NearestName.ifClose(name, host.packages().names());
            findings.add(
                    finding(
                            pin,
                            module,
                            "no package " + name + " is installed" + meaning(nearest)));
        } else if (version != null && !isAnyIn(found, name, version)) {
            findings.add(
                    finding(
                            pin,
                            module,
                            "no installed "
                                    + name
                                    + " is "
                                    + version
                                    + ": "
                                    + versions(found)
                                    + range(version, found)));
        } else if (!ModuleOwner.problem(module, host).isEmpty()) {
            findings.add(finding(pin, module, ModuleOwner.problem(module, host)));
        }
    }

    private static boolean isAnyIn(List<RpmPackage> found, String name, VersionRange version) {
        for (RpmPackage each : found) {
            if (each.provides(name, version)) {
                return true;
            }
        }
        return false;
    }

    private static String versions(List<RpmPackage> found) {
        return found.stream().map(RpmPackage::toString).collect(Collectors.joining(", "));
    }

    /** What to write in place of 9.1.x. */
    private static String range(VersionRange version, List<RpmPackage> found) {
        String text = version.toString();
        if (!text.endsWith(".x") && !text.endsWith("*")) {
            return "";
        }
        return "; write a range, such as >= " + found.get(0).evr().version();
    }

    private static String meaning(String nearest) {
        return nearest.isEmpty() ? "" : "; did you mean " + nearest + "?";
    }

    private static Finding finding(Pin pin, Pin.PinnedModule module, String message) {
        return finding(pin, module.location(), message);
    }

    private static Finding finding(Pin pin, SourceLocation place, String message) {
        return new Finding(
                ID,
                Severity.WARN,
                pin.id(),
                new Subject.HostFile(place.file()),
                message,
                List.of(),
                pin.reason(),
                place,
                List.of());
    }
}
