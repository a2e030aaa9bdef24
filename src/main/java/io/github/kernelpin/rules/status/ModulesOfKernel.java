package io.github.kernelpin.rules.status;

import io.github.kernelpin.model.disk.KernelOnDisk;
import io.github.kernelpin.model.disk.ModuleOnDisk;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.symbol.ModuleFile;
import io.github.kernelpin.model.symbol.SymbolDiff;
import io.github.kernelpin.rules.status.ModuleState.Cause;
import io.github.kernelpin.rules.status.ModuleState.Loading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which out-of-tree modules modprobe would load into one kernel: those in its directory, and those
 * that pins name.
 */
final class ModulesOfKernel {

    private final KernelOnDisk kernel;
    private final Map<String, List<String>> pinsByModule = new TreeMap<>();
    private final Map<String, ModuleOnDisk> taken = new TreeMap<>();
    private Exporters exporters;
    private final Map<String, ModuleState> states = new TreeMap<>();

    /** The in-tree modules, which nobody asks for and others may need. */
    private final Set<String> beside = new TreeSet<>();

    ModulesOfKernel(KernelOnDisk kernel, List<Pin> pins) {
        this.kernel = kernel;
        this.exporters = new Exporters(kernel, taken);
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
        exporters = new Exporters(kernel, taken);
        for (ModuleOnDisk place : taken.values()) {
            if (!place.isInTree() || pinsByModule.containsKey(place.name())) {
                states.put(place.name(), stateOf(place));
            } else {
                beside.add(place.name());
                states.put(place.name(), stateBeside(place));
            }
        }
        for (String name : pinsByModule.keySet()) {
            states.putIfAbsent(
                    name, state(name, Cause.NOT_FOUND, null, "no file of that name", null));
        }
        propagate();
        states.keySet().removeAll(beside);
        return List.copyOf(states.values());
    }

    /**
     * modules.dep decides; without it depmod's order of directories does, which passes over links
     * that lead nowhere (kmod's tools/depmod.c, depmod_modules_search_file: it is no regular file).
     */
    private boolean isPreferred(ModuleOnDisk place, ModuleOnDisk other) {
        String chosen = kernel.chosen().getOrDefault(place.name(), "");
        if (place.path().equals(chosen) || other.path().equals(chosen)) {
            return place.path().equals(chosen);
        }
        if (place.dangles() != other.dangles()) {
            return other.dangles();
        }
        return place.rank() < other.rank();
    }

    private ModuleState stateOf(ModuleOnDisk place) {
        String name = place.name();
        ModuleFile file = place.file();
        if (place.dangles()) {
            return state(name, Cause.DANGLING, place, "", null);
        }
        if (file == null) {
            return state(name, Cause.UNREADABLE, place, place.problem(), null);
        }
        if (file.inTree()) {
            return state(name, Cause.IN_TREE, place, "", null);
        }
        if (kernel.hasModulesDep() && !kernel.chosen().containsKey(name)) {
            return state(
                    name,
                    Cause.NOT_FOUND,
                    place,
                    "not in modules.dep, run depmod " + kernel.release().text(),
                    null);
        }
        return compared(place, file);
    }

    /** A module of the kernel suits it, but perhaps not what is taken for another one. */
    private ModuleState stateBeside(ModuleOnDisk place) {
        ModuleFile file = place.file();
        SymbolDiff diff = file == null ? null : exporters.compareOverridden(file);
        String unreadable = file == null ? "" : exporters.unreadable(place, file);
        if (diff != null && diff.disagreeing() > 0) {
            String reason = exporters.reason(place, diff);
            return state(place.name(), Cause.SYMBOLS, place, reason, diff);
        }
        Cause cause = unreadable.isEmpty() ? Cause.NONE : Cause.NEEDS_UNREADABLE;
        return state(place.name(), cause, place, unreadable, diff);
    }

    private ModuleState compared(ModuleOnDisk place, ModuleFile file) {
        String name = place.name();
        if (!place.rejection().isEmpty()) {
            return state(name, Cause.REJECTED, place, place.rejection(), null);
        }
        String settings = Vermagic.difference(file, kernel);
        if (!settings.isEmpty()) {
            return state(name, Cause.VERMAGIC, place, settings, null);
        }
        String size = StructSize.difference(place, kernel);
        if (!size.isEmpty() && StructSize.isChecked(kernel)) {
            return state(name, Cause.STRUCT_SIZE, place, size, null);
        }
        String duplicate = exporters.duplicate(place, file);
        if (!duplicate.isEmpty()) {
            return state(name, Cause.DUPLICATE, place, duplicate, null);
        }
        String unknown = whyNothingIsCompared(file);
        return unknown.isEmpty()
                ? comparedSymbols(place, file)
                : state(name, Cause.NOTHING_TO_COMPARE, place, unknown, null);
    }

    private String whyNothingIsCompared(ModuleFile file) {
        if (file.needs().isEmpty()) {
            return "the module names no symbols that it needs";
        }
        return kernel.symvers().isEmpty() ? "the kernel has no symvers" : kernel.problem();
    }

    private ModuleState comparedSymbols(ModuleOnDisk place, ModuleFile file) {
        String name = place.name();
        SymbolDiff diff = exporters.compare(place, file);
        if (diff.disagreeing() > 0) {
            return state(name, Cause.SYMBOLS, place, exporters.reason(place, diff), diff);
        }
        String unreadable = exporters.unreadable(place, file);
        if (!unreadable.isEmpty()) {
            return state(name, Cause.NEEDS_UNREADABLE, place, unreadable, diff);
        }
        String size = StructSize.difference(place, kernel);
        if (!size.isEmpty()) {
            return state(name, Cause.UNCHECKED_STRUCT_SIZE, place, size, diff);
        }
        String duplicate = exporters.possibleDuplicate(place);
        return duplicate.isEmpty()
                ? state(name, Cause.NONE, place, "", diff)
                : state(name, Cause.MAY_BE_DUPLICATE, place, duplicate, diff);
    }

    /** A module is no better off than another one whose symbols it needs. */
    private void propagate() {
        boolean changed = true;
        while (changed) {
            changed = false;
            for (ModuleState state : List.copyOf(states.values())) {
                ModuleState worst = worstNeeded(state);
                if (rank(worst) > rank(state)) {
                    states.put(state.module(), hindered(state, worst));
                    changed = true;
                }
            }
        }
    }

    private ModuleState hindered(ModuleState state, ModuleState by) {
        boolean fails = by.loading() == Loading.DOES_NOT_LOAD;
        return new ModuleState(
                state.module(),
                fails ? Cause.NEEDS_FAILING : Cause.NEEDS_UNKNOWN,
                state.evidence(),
                state.path(),
                state.target(),
                "it needs "
                        + by.module()
                        + (fails ? ", which does not load" : ", of which it is not known")
                        + (beside.contains(by.module()) ? ": " + by.reason() : ""),
                state.diff(),
                state.pins());
    }

    /** What loads comes first, then what is not known, then what does not. */
    private static int rank(ModuleState state) {
        // To another module the in-tree one is as good.
        if (state.cause() == Cause.IN_TREE) {
            return 0;
        }
        return switch (state.loading()) {
            case LOADS -> 0;
            case UNKNOWN -> 1;
            case DOES_NOT_LOAD -> 2;
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
                    && place != null
                    && file != null
                    && rank(otherState) > rank(worst)
                    && exporters.areNeeded(place, file, other)) {
                worst = otherState;
            }
        }
        return worst;
    }

    /** What has been looked at until the cause was found. */
    private List<Evidence> evidence(
            Cause cause, @Nullable ModuleOnDisk place, @Nullable SymbolDiff diff) {
        List<Evidence> evidence = new ArrayList<>();
        ModuleFile file = place == null ? null : place.file();
        if (place == null || file == null) {
            return evidence;
        }
        evidence.add(Evidence.FILE);
        if (cause == Cause.IN_TREE || cause == Cause.NOT_FOUND || cause == Cause.REJECTED) {
            return evidence;
        }
        boolean hasVermagic = !file.vermagic().isBlank() && !kernel.settings().vermagic().isBlank();
        if (hasVermagic || cause == Cause.VERMAGIC) {
            evidence.add(Evidence.VERMAGIC);
        }
        if (cause == Cause.VERMAGIC) {
            return evidence;
        }
        if (kernel.settings().structBytes() != 0 && place.structBytes() != 0) {
            evidence.add(Evidence.STRUCT_SIZE);
        }
        if (cause == Cause.STRUCT_SIZE) {
            return evidence;
        }
        boolean hasSymvers = !kernel.symvers().isEmpty() && kernel.problem().isEmpty();
        if (place.exports().size() > 0 && hasSymvers) {
            evidence.add(Evidence.EXPORTS);
        }
        if (diff != null && diff.compared() > 0) {
            evidence.add(Evidence.SYMBOLS);
        }
        return evidence;
    }

    private ModuleState state(
            String name,
            Cause cause,
            @Nullable ModuleOnDisk place,
            String reason,
            @Nullable SymbolDiff diff) {
        return new ModuleState(
                name,
                cause,
                evidence(cause, place, diff),
                place == null ? "" : place.path(),
                place == null ? "" : place.target(),
                reason,
                diff,
                pinsByModule.getOrDefault(name, List.of()));
    }
}
