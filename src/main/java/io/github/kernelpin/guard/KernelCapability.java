package io.github.kernelpin.guard;

import io.github.kernelpin.guard.interval.Dependency;
import io.github.kernelpin.guard.interval.KernelVersions;
import io.github.kernelpin.guard.interval.VersionInterval;
import io.github.kernelpin.model.kernel.KernelVariant;
import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.rpm.Architecture;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A capability by which rpm finds kernels that a pin is about.
 *
 * @param isUname whether its version is what uname says, rather than the package's
 * @param isUek whether it is of Oracle's UEK kernels
 * @param others capabilities of packages that are not meant, or are found by their own name
 */
record KernelCapability(String name, boolean isUname, boolean isUek, List<String> others) {

    private static final String UNAME = KernelVariant.UNAME;
    private static final String UNAME_SUFFIX = "-uname-r";
    private static final String UEK = "kernel-uek";

    private static final String CORE = "-core";

    /** The plain kernel where one package is all of it; the part that boots provides it, too. */
    private static final String WHOLE = "kernel";

    KernelCapability {
        others = List.copyOf(others);
    }

    /** Every capability that has to be looked at for a pin. */
    static List<KernelCapability> of(Pin pin) {
        List<KernelCapability> capabilities = new ArrayList<>();
        List<String> others = new ArrayList<>();
        List<String> wholes = new ArrayList<>(List.of(UNAME));
        if (!pin.variants().isEmpty()) {
            for (Map.Entry<String, String> known : KernelVariant.byPackage().entrySet()) {
                String name = known.getKey();
                boolean isPinned = pin.variants().contains(known.getValue());
                others.add(name);
                if (isPinned) {
                    capabilities.add(
                            new KernelCapability(name, false, name.startsWith(UEK), List.of()));
                } else {
                    others.addAll(wholeLike(name));
                    wholes.addAll(metapackageSayingKernel(name));
                }
            }
        }
        for (String uname : KernelVariant.UNAMES) {
            capabilities.add(
                    new KernelCapability(
                            uname, true, uname.startsWith(UEK), providing(uname, others)));
        }
        if (pin.appliesToVariant(KernelVariant.PLAIN)) {
            // A kernel of one's own that does not say that it boots, as "make rpm-pkg" builds it.
            // The metapackage of that name is hit as well: it never comes without what boots.
            capabilities.add(new KernelCapability(WHOLE, false, false, wholes));
        }
        return capabilities;
    }

    /** Those of the packages that may provide what uname says under this name. */
    private static List<String> providing(String uname, List<String> names) {
        String family = uname.substring(0, uname.length() - UNAME_SUFFIX.length());
        List<String> some = new ArrayList<>(names);
        some.removeIf(name -> !name.startsWith(family));
        return some;
    }

    private static Set<String> wholeLike(String packageName) {
        if (!packageName.endsWith(CORE)) {
            return Set.of();
        }
        String whole = RpmPackage.familyOf(packageName);
        boolean isProvidedByOthers = whole.equals(WHOLE) || whole.equals(UEK);
        return isProvidedByOthers ? byArchitecture(whole) : Set.of(whole);
    }

    /** Only a package of that very name has these, which rpm adds for each architecture. */
    private static Set<String> byArchitecture(String packageName) {
        Set<String> names = new LinkedHashSet<>();
        for (Architecture known : Architecture.known()) {
            names.add(packageName + "(" + known.isa() + ")");
        }
        return names;
    }

    /** ELRepo's metapackages provide the plain kernel's name in their own version. */
    private static Set<String> metapackageSayingKernel(String packageName) {
        String whole = RpmPackage.familyOf(packageName);
        boolean hasOwnUname = KernelVariant.UNAMES.contains(whole + UNAME_SUFFIX);
        boolean isElsewhere = whole.equals(WHOLE) || whole.startsWith(UEK);
        return packageName.endsWith(CORE) && hasOwnUname && !isElsewhere ? Set.of(whole) : Set.of();
    }

    /** What to depend on for some kernels. */
    List<Dependency> on(KernelVersions kernels) {
        List<Dependency> dependencies = new ArrayList<>();
        for (VersionInterval span : (isUname ? kernels.unames() : kernels.evrs()).spans()) {
            Dependency dependency = span.of(name);
            dependencies.add(
                    others.isEmpty() ? dependency : new Dependency.Without(dependency, others));
        }
        return dependencies;
    }
}
