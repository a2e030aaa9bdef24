package io.github.kernelpin.rules.status;

import io.github.kernelpin.model.disk.KernelOnDisk;
import io.github.kernelpin.model.disk.ModuleOnDisk;
import io.github.kernelpin.model.kernel.KernelSpec;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.verdict.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A module in the directory of the kernel that a pin is to be written for. */
public record PinnableModule(KernelOnDisk kernel, ModuleState state) {

    /**
     * The kernel to pin: the preferred one, or else the newest; of those that {@code spec} means,
     * if there is one.
     *
     * @param preferred what {@code uname -r} says of it; may be empty or not installed
     * @return null if there is no such kernel
     */
    public static @Nullable KernelOnDisk kernelToPin(
            List<KernelOnDisk> kernels, String preferred, @Nullable KernelSpec spec) {
        KernelOnDisk chosen = null;
        for (KernelOnDisk each : kernels) {
            if (spec != null && !spec.matches(each.release().evr())) {
                continue;
            }
            if (each.release().text().equals(preferred)) {
                return each;
            }
            boolean isNewer =
                    chosen == null || chosen.release().evr().compareTo(each.release().evr()) < 0;
            chosen = isNewer ? each : chosen;
        }
        return chosen;
    }

    /** How a module stands with a kernel. */
    public static PinnableModule of(KernelOnDisk kernel, String module) {
        SourceLocation nowhere = new SourceLocation("", 1, 1);
        Pin.PinnedModule pinned =
                new Pin.PinnedModule(module, "", null, Pin.SymbolPolicy.ON, nowhere);
        Pin pin =
                new Pin(
                        module,
                        "",
                        List.of(),
                        List.of(),
                        List.of(),
                        Pin.Action.REFUSE,
                        List.of(pinned),
                        nowhere);
        for (ModuleState state : new ModulesOfKernel(kernel, List.of(pin)).states()) {
            if (state.module().equals(pinned.fileName())) {
                return new PinnableModule(kernel, state);
            }
        }
        throw new IllegalStateException("a pinned module has a state, if only that it is missing");
    }

    /** Tells whether there is a file of it that does not come with the kernel. */
    public boolean isThere() {
        return !state.target().isEmpty() && state.cause() != ModuleState.Cause.IN_TREE;
    }

    public boolean loads() {
        return state.loading() == ModuleState.Loading.LOADS;
    }

    /** The out-of-tree modules that its kernel has, in alphabetical order. */
    public List<String> others() {
        TreeSet<String> names = new TreeSet<>();
        for (ModuleOnDisk each : kernel.modules()) {
            if (!each.dangles() && !each.isInTree()) {
                names.add(each.name());
            }
        }
        return new ArrayList<>(names);
    }
}
