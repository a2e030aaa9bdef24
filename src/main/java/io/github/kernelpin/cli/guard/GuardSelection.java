package io.github.kernelpin.cli.guard;

import io.github.kernelpin.cli.console.Failure;
import io.github.kernelpin.cli.option.PinsOptions;
import io.github.kernelpin.guard.Guard;
import io.github.kernelpin.model.pin.Pin;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The pins that are to have guards. */
public final class GuardSelection {

    private final List<String> ids;
    private final PinsOptions options;
    private final PrintWriter err;

    /** Those of some ids, or all if there is none. */
    public GuardSelection(List<String> ids, PinsOptions options, PrintWriter err) {
        this.ids = ids;
        this.options = options;
        this.err = err;
    }

    /**
     * The guards of pins, perhaps none; says what they don't hold.
     *
     * @throws IOException if there is no such pin, or it cannot be said in rpm's terms
     */
    public List<Guard> of(List<Pin> pins) throws IOException {
        List<Guard> guards = new ArrayList<>();
        for (Pin pin : chosen(pins)) {
            if (pin.action() == Pin.Action.WARN) {
                note("pin " + pin.id() + " only warns, so it gets no guard");
                continue;
            }
            Guard guard = guard(pin);
            for (String module : guard.modulesWithoutPackage()) {
                note("module " + module + " of pin " + pin.id() + " has no package to require");
            }
            if (guard.isEmpty()) {
                note("pin " + pin.id() + " says nothing that a package could, so it gets no guard");
            } else {
                guards.add(guard);
            }
        }
        return guards;
    }

    private List<Pin> chosen(List<Pin> pins) throws IOException {
        Set<String> missing = new TreeSet<>(ids);
        List<Pin> chosen = new ArrayList<>();
        for (Pin pin : pins) {
            if (ids.isEmpty() || ids.contains(pin.id())) {
                chosen.add(pin);
                missing.remove(pin.id());
            }
        }
        if (!missing.isEmpty()) {
            throw new IOException(
                    "there is no pin "
                            + String.join(", ", missing)
                            + " in "
                            + options.pinDirectory());
        }
        return chosen;
    }

    private static Guard guard(Pin pin) throws IOException {
        try {
            return Guard.of(pin);
        } catch (IllegalArgumentException e) {
            String where = pin.location().fileAndLine() + ": pin " + pin.id();
            throw new IOException(where + " cannot be a package: " + e.getMessage(), e);
        }
    }

    private void note(String text) {
        Failure.say(err, text);
    }
}
