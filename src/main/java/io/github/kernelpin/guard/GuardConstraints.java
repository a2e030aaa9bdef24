package io.github.kernelpin.guard;

import io.github.kernelpin.guard.interval.Dependency;
import io.github.kernelpin.guard.interval.KernelVersions;
import io.github.kernelpin.guard.interval.PinnedVersions;
import io.github.kernelpin.guard.interval.VersionInterval;
import io.github.kernelpin.guard.interval.VersionSet;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.rpm.VersionRange;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A pin in rpm's terms.
 *
 * <p>Conflicts keep kernels out. A requirement alone would not: kernels are installed beside each
 * other, and one that fits satisfies it. It keeps the last of these from being removed.
 */
public record GuardConstraints(List<Dependency> requires, List<Dependency> conflicts) {

    /** What a pin allows, and all else. */
    private record Kernels(KernelVersions allowed, KernelVersions others) {
        static Kernels of(VersionSet allowed) {
            return new Kernels(KernelVersions.of(allowed), KernelVersions.of(allowed.complement()));
        }
    }

    public GuardConstraints {
        requires = List.copyOf(requires);
        conflicts = List.copyOf(conflicts);
    }

    /**
     * Translates a pin.
     *
     * @throws IllegalArgumentException if rpm has no word for what the pin says, or nothing could
     *     ever satisfy it
     */
    static GuardConstraints of(Pin pin) {
        Set<Dependency> requires = new LinkedHashSet<>();
        Set<Dependency> conflicts = new LinkedHashSet<>();
        if (!pin.kernels().isEmpty() || !pin.denied().isEmpty()) {
            List<Dependency> fitting = new ArrayList<>();
            Kernels plain = Kernels.of(PinnedVersions.of(pin, false));
            Kernels uek = Kernels.of(PinnedVersions.of(pin, true));
            for (KernelCapability capability : KernelCapability.of(pin)) {
                Kernels kernels = capability.isUek() ? uek : plain;
                fitting.addAll(capability.on(kernels.allowed()));
                conflicts.addAll(capability.on(kernels.others()));
            }
            if (fitting.isEmpty()) {
                throw new IllegalArgumentException("it denies every kernel that it allows");
            }
            if (!pin.kernels().isEmpty()) {
                requires.add(either(fitting));
            }
        }
        for (Pin.PinnedModule module : pin.modules()) {
            if (!module.packageName().isEmpty()) {
                addModule(module, requires, conflicts);
            }
        }
        return new GuardConstraints(List.copyOf(requires), List.copyOf(conflicts));
    }

    private static Dependency either(List<Dependency> all) {
        return all.size() == 1 ? all.get(0) : new Dependency.Either(all);
    }

    private static void addModule(
            Pin.PinnedModule module, Set<Dependency> requires, Set<Dependency> conflicts) {
        String name = module.packageName();
        checkName(name);
        VersionRange range = module.version();
        if (range == null) {
            requires.add(new Dependency.On(name, null));
            return;
        }
        VersionSet tested = VersionSet.of(VersionInterval.of(range));
        for (VersionInterval span : tested.spans()) {
            requires.add(span.of(name));
        }
        for (VersionInterval span : tested.complement().spans()) {
            conflicts.add(span.of(name));
        }
    }

    /** What rpmbuild takes for a name in a dependency ({@code parseRCPOT} in rpm's parseReqs.c). */
    private static void checkName(String name) {
        char first = name.charAt(0);
        if (first == '.' || first == '+' || first == '-') {
            throw new IllegalArgumentException(
                    "\"" + name + "\" is no package: expected a letter, digit or underscore first");
        }
    }
}
