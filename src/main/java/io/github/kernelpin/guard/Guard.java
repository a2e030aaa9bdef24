package io.github.kernelpin.guard;

import io.github.kernelpin.guard.interval.Dependency;
import io.github.kernelpin.model.pin.Pin;
import java.util.List;

/** The package that holds a pin where nobody asks kernelpin: rpm itself keeps to it. */
public record Guard(Pin pin, GuardConstraints constraints) {

    /** What the names of all guards start with. */
    public static final String PREFIX = "kernelpin-guard-";

    /**
     * The guard of a pin.
     *
     * @throws IllegalArgumentException if rpm has no word for what the pin says; why
     */
    public static Guard of(Pin pin) {
        Guard guard = new Guard(pin, GuardConstraints.of(pin));
        checkDots(guard.packageName());
        for (Dependency each : guard.constraints.requires()) {
            checkDots(each.toString());
        }
        for (Dependency each : guard.constraints.conflicts()) {
            checkDots(each.toString());
        }
        return guard;
    }

    /** What rpmbuild calls an illegal sequence ({@code rpmCharCheck} in rpm's parsePreamble.c). */
    private static void checkDots(String text) {
        if (text.contains("..")) {
            throw new IllegalArgumentException("rpm takes no \"..\", as in " + text);
        }
    }

    public String packageName() {
        return PREFIX + pin.id();
    }

    /** Tells whether the pin says nothing that rpm could hold. */
    public boolean isEmpty() {
        return constraints.requires().isEmpty() && constraints.conflicts().isEmpty();
    }

    /** The packages of the pin's modules, each once. */
    public List<String> modulePackages() {
        return pin.modules().stream()
                .map(Pin.PinnedModule::packageName)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }

    /** The modules that no package carries, so that rpm does not know them. */
    public List<String> modulesWithoutPackage() {
        return pin.modules().stream()
                .filter(module -> module.packageName().isEmpty())
                .map(Pin.PinnedModule::name)
                .toList();
    }
}
