package io.github.kernelpin.rules.status;

import io.github.kernelpin.model.disk.KernelOnDisk;
import io.github.kernelpin.model.disk.ModuleOnDisk;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.symbol.ModuleFile;
import io.github.kernelpin.model.symbol.SymbolDiff;
import io.github.kernelpin.model.symbol.Symbols;
import io.github.kernelpin.rules.status.ModuleState.Loading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which out-of-tree modules modprobe would load into one kernel: those in its directory, and those
 * that pins name.
 */
final class ModulesOfKernel {

    private final KernelOnDisk kernel;
    private final Map<String, List<String>> pinsByModule = new TreeMap<>();
    private final Map<String, ModuleOnDisk> taken = new TreeMap<>();
    private final Map<String, ModuleState> states = new TreeMap<>();

    ModulesOfKernel(KernelOnDisk kernel, List<Pin> pins) {
        this.kernel = kernel;
        for (Pin pin : pins) {
            for (Pin.PinnedModule module : pin.modules()) {
                if (pin.appliesToVariant(kernel.release().variant())) {
                    List<String> ids =
                            pinsByModule.computeIfAbsent(
                                    module.fileName(), name -> new ArrayList<>());
                    ids.add(pin.id());
                }
            }
        }
    }

    /** In alphabetical order. */
    List<ModuleState> states() {
        for (ModuleOnDisk place : kernel.modules()) {
            ModuleOnDisk other = taken.get(place.name());
            if (other == null || isPreferred(place, other)) {
                taken.put(place.name(), place);
            }
        }
        List<Symbols> providers = providers();
        for (ModuleOnDisk place : taken.values()) {
            if (!place.isInTree() || pinsByModule.containsKey(place.name())) {
                states.put(place.name(), stateOf(place, providers));
            }
        }
        for (String name : pinsByModule.keySet()) {
            states.putIfAbsent(
                    name, state(name, Loading.NOT_FOUND, null, "no file of that name", null));
        }
        propagate();
        return List.copyOf(states.values());
    }

    /** modules.dep decides; without it depmod's order of directories does. */
    private boolean isPreferred(ModuleOnDisk place, ModuleOnDisk other) {
        String chosen = kernel.chosen().getOrDefault(place.name(), "");
        if (place.path().equals(chosen) || other.path().equals(chosen)) {
            return place.path().equals(chosen);
        }
        return place.rank() < other.rank();
    }

    private List<Symbols> providers() {
        List<Symbols> providers = new ArrayList<>();
        providers.add(kernel.provides());
        for (ModuleOnDisk place : taken.values()) {
            if (!place.isInTree()) {
                providers.add(place.exports());
            }
        }
        return providers;
    }

    private ModuleState stateOf(ModuleOnDisk place, List<Symbols> providers) {
        String name = place.name();
        ModuleFile file = place.file();
        if (place.dangles()) {
            return state(name, Loading.DANGLING, place, "", null);
        }
        if (file == null) {
            return state(name, Loading.UNREADABLE, place, place.problem(), null);
        }
        if (file.inTree()) {
            return state(name, Loading.IN_TREE, place, "", null);
        }
        if (kernel.hasModulesDep() && !kernel.chosen().containsKey(name)) {
            return state(
                    name,
                    Loading.NOT_FOUND,
                    place,
                    "not in modules.dep, run depmod " + kernel.release().text(),
                    null);
        }
        return compared(place, file, providers);
    }

    private ModuleState compared(ModuleOnDisk place, ModuleFile file, List<Symbols> providers) {
        String name = place.name();
        String settings = Vermagic.difference(file, kernel);
        if (!settings.isEmpty()) {
            return state(name, Loading.DISAGREES, place, settings, null);
        }
        if (file.needs().isEmpty()) {
            return state(
                    name,
                    Loading.UNKNOWN,
                    place,
                    "the module names no symbols that it needs",
                    null);
        }
        if (kernel.symvers().isEmpty() || !kernel.problem().isEmpty()) {
            String reason =
                    kernel.problem().isEmpty() ? "the kernel has no symvers" : kernel.problem();
            return state(name, Loading.UNKNOWN, place, reason, null);
        }
        SymbolDiff diff = new SymbolDiff();
        diff.compare(file.needs(), providers);
        return state(
                name, diff.disagreeing() == 0 ? Loading.LOADS : Loading.DISAGREES, place, "", diff);
    }

    /** A module is no better off than another one whose symbols it needs. */
    private void propagate() {
        boolean changed = true;
        while (changed) {
            changed = false;
            for (ModuleState state : List.copyOf(states.values())) {
                ModuleState worst = worstNeeded(state);
                if (rank(worst.loading()) > rank(state.loading())) {
                    states.put(state.module(), hindered(state, worst));
                    changed = true;
                }
            }
        }
    }

    private ModuleState hindered(ModuleState state, ModuleState by) {
        boolean fails = rank(by.loading()) == rank(Loading.DISAGREES);
        return state(
                state.module(),
                fails ? Loading.DISAGREES : Loading.UNKNOWN,
                taken.get(state.module()),
                "it needs "
                        + by.module()
                        + (fails ? ", which does not load" : ", of which it is not known"),
                state.diff());
    }

    /** What loads comes first, then what is not known, then what does not. */
    private static int rank(Loading loading) {
        return switch (loading) {
            case LOADS, IN_TREE -> 0;
            case UNKNOWN, UNREADABLE -> 1;
            case DISAGREES, NOT_FOUND, DANGLING -> 2;
        };
    }

    /** The module that it needs and that is worst off; itself if it needs none. */
    private ModuleState worstNeeded(ModuleState state) {
        ModuleState worst = state;
        ModuleOnDisk place = taken.get(state.module());
        ModuleFile file = place == null ? null : place.file();
        for (ModuleOnDisk other : taken.values()) {
            ModuleState otherState = states.get(other.name());
            if (otherState != null
                    && file != null
                    && rank(otherState.loading()) > rank(worst.loading())
                    && needsFrom(file, other)) {
                worst = otherState;
            }
        }
        return worst;
    }

    private boolean needsFrom(ModuleFile file, ModuleOnDisk other) {
        for (int i = 0; i < file.needs().size(); i++) {
            String symbol = file.needs().name(i);
            if (other.exports().crcByName().containsKey(symbol)
                    && !kernel.provides().crcByName().containsKey(symbol)) {
                return true;
            }
        }
        return false;
    }

    private ModuleState state(
            String name,
            Loading loading,
            @Nullable ModuleOnDisk place,
            String reason,
            @Nullable SymbolDiff diff) {
        return new ModuleState(
                name,
                loading,
                place == null ? "" : place.path(),
                place == null ? "" : place.target(),
                reason,
                diff,
                pinsByModule.getOrDefault(name, List.of()));
    }
}
