package io.github.kernelpin.rules.status;

import io.github.kernelpin.model.disk.KernelExports;
import io.github.kernelpin.model.disk.KernelOnDisk;
import io.github.kernelpin.model.disk.ModuleOnDisk;
import io.github.kernelpin.model.symbol.ModuleFile;
import io.github.kernelpin.model.symbol.SymbolDiff;
import io.github.kernelpin.model.symbol.Symbols;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Who exports the symbols that modules of one kernel need: the kernel, a module that comes with it
 * and is on disk, or the out-of-tree module that modprobe takes for that one, as it does for any of
 * its name in {@code extra} or {@code updates}.
 */
final class Exporters {

    private final KernelExports ofKernel;
    private final Map<String, ModuleOnDisk> taken;
    private final Map<String, List<ModuleOnDisk>> outOfTree = new HashMap<>();

    /**
     * Those of a kernel.
     *
     * @param taken for each name the module that modprobe takes
     */
    Exporters(KernelOnDisk kernel, Map<String, ModuleOnDisk> taken) {
        this.ofKernel = kernel.provides();
        this.taken = taken;
        for (ModuleOnDisk place : taken.values()) {
            for (int i = 0; i < place.exports().size() && !place.isInTree(); i++) {
                outOfTree
                        .computeIfAbsent(place.exports().name(i), name -> new ArrayList<>())
                        .add(place);
            }
        }
    }

    /** What a module needs that can be compared. */
    SymbolDiff compare(ModuleOnDisk place, ModuleFile file) {
        SymbolDiff diff = new SymbolDiff();
        for (int i = 0; i < file.needs().size(); i++) {
            String symbol = file.needs().name(i);
            if (unreadable(place, symbol) == null) {
                Symbols needed = new Symbols();
                needed.add(symbol, file.needs().crc(i));
                diff.compare(needed, exports(place, symbol));
            }
        }
        return diff;
    }

    /** What a module that comes with the kernel needs of those that are taken for others. */
    SymbolDiff compareOverridden(ModuleFile file) {
        SymbolDiff diff = new SymbolDiff();
        for (int i = 0; i < file.needs().size(); i++) {
            ModuleOnDisk override = override(file.needs().name(i));
            if (override != null && !isUnreadable(override)) {
                Symbols needed = new Symbols();
                needed.add(file.needs().name(i), file.needs().crc(i));
                diff.compare(needed, List.of(override.exports()));
            }
        }
        return diff;
    }

    private List<Symbols> exports(ModuleOnDisk place, String symbol) {
        List<Symbols> exports = new ArrayList<>();
        if (isOfKernel(symbol) && isLoadedFor(place, ofKernel.moduleOf(symbol), symbol)) {
            exports.add(ofKernel.symbols());
        }
        for (ModuleOnDisk each : sources(place, symbol)) {
            exports.add(each.exports());
        }
        return exports;
    }

    /**
     * The out-of-tree modules that a module may get a symbol from: those that are loaded for it or,
     * if nobody says which these are, every one. What the kernel itself exports comes from there.
     */
    private List<ModuleOnDisk> sources(ModuleOnDisk place, String symbol) {
        List<ModuleOnDisk> sources = new ArrayList<>();
        for (ModuleOnDisk each : outOfTree.getOrDefault(symbol, List.of())) {
            if (isLoadedFor(place, each.name(), symbol)) {
                sources.add(each);
            }
        }
        return sources;
    }

    private boolean isLoadedFor(ModuleOnDisk place, String module, String symbol) {
        if (isOfKernel(symbol) && ofKernel.moduleOf(symbol).equals(KernelExports.VMLINUX)) {
            return module.equals(KernelExports.VMLINUX);
        }
        for (List<String> loaded :
                List.of(place.dependencies().listed(), place.dependencies().named())) {
            if (isAnyExporterIn(loaded, symbol)) {
                return loaded.contains(module);
            }
        }
        return true;
    }

    private boolean isAnyExporterIn(List<String> modules, String symbol) {
        for (ModuleOnDisk each : outOfTree.getOrDefault(symbol, List.of())) {
            if (modules.contains(each.name())) {
                return true;
            }
        }
        return isOfKernel(symbol) && modules.contains(ofKernel.moduleOf(symbol));
    }

    /** Whose file has to be read to tell whether a module loads, and cannot be; empty for none. */
    String unreadable(ModuleOnDisk needing, ModuleFile file) {
        for (int i = 0; i < file.needs().size(); i++) {
            ModuleOnDisk place = unreadable(needing, file.needs().name(i));
            if (place != null) {
                return "it needs " + place.path() + ", which cannot be read";
            }
        }
        return "";
    }

    /** Why symbols are missing or changed that are in the kernel's list as they should be. */
    String reason(ModuleOnDisk place, SymbolDiff diff) {
        Set<String> symbols = new TreeSet<>(diff.missing());
        for (SymbolDiff.Changed changed : diff.changed()) {
            symbols.add(changed.name());
        }
        for (String symbol : symbols) {
            String module = ofKernel.moduleOf(symbol);
            ModuleOnDisk override = override(symbol);
            if (override != null) {
                return override.path() + " is taken for the kernel's own " + module;
            }
            if (exports(place, symbol).size() == 1 && exporters(symbol) > 1) {
                List<ModuleOnDisk> sources = sources(place, symbol);
                String source = sources.isEmpty() ? module : sources.get(0).path();
                return "it gets " + symbol + " from " + source;
            }
            if (ofKernel.absent().contains(module)) {
                return "it needs " + module + ", which is not installed";
            }
        }
        return "";
    }

    /** Tells whether a module gets one of its symbols from another one. */
    boolean areNeeded(ModuleOnDisk place, ModuleFile file, ModuleOnDisk other) {
        for (int i = 0; i < file.needs().size(); i++) {
            String symbol = file.needs().name(i);
            boolean isOfOther =
                    isOfKernel(symbol) && ofKernel.moduleOf(symbol).equals(other.name());
            if (other.isInTree() && isOfOther && isLoadedFor(place, other.name(), symbol)) {
                return true;
            }
            boolean isExported = other.exports().crcByName().containsKey(symbol);
            if (isExported && !isOfKernel(symbol) && sources(place, symbol).contains(other)) {
                return true;
            }
        }
        return false;
    }

    /**
     * A symbol that a module exports though the kernel, or a module that it needs, does already:
     * whichever comes second is refused (kernel/module/main.c, verify_exported_symbols); empty for
     * none.
     */
    String duplicate(ModuleOnDisk place, ModuleFile file) {
        for (int i = 0; i < place.exports().size(); i++) {
            String symbol = place.exports().name(i);
            String other = duplicateOf(place, symbol);
            if (other.equals(KernelExports.VMLINUX)) {
                return "it exports " + symbol + ", which the kernel exports as well";
            }
            if (!other.isEmpty() && needs(file, other)) {
                return "it exports " + symbol + ", as " + other + " does, which it needs";
            }
            for (ModuleOnDisk each : outOfTree.getOrDefault(symbol, List.of())) {
                boolean isLoaded =
                        place.dependencies().has(each.name()) || areNeeded(place, file, each);
                if (!each.name().equals(place.name()) && isLoaded) {
                    return "it exports " + symbol + ", as " + each.name() + " does, which it needs";
                }
            }
        }
        return "";
    }

    /** A symbol that it exports as some other module does which may be loaded or not. */
    String possibleDuplicate(ModuleOnDisk place) {
        for (int i = 0; i < place.exports().size(); i++) {
            String symbol = place.exports().name(i);
            String other = duplicateOf(place, symbol);
            for (ModuleOnDisk each : outOfTree.getOrDefault(symbol, List.of())) {
                other = each.name().equals(place.name()) ? other : each.name();
            }
            if (!other.isEmpty()) {
                return "it exports " + symbol + ", and does not load while " + other + " is loaded";
            }
        }
        return "";
    }

    /** What comes with the kernel and exports the same; empty for nothing. */
    private String duplicateOf(ModuleOnDisk place, String symbol) {
        boolean isListed = ofKernel.symbols().crcByName().containsKey(symbol);
        String other = ofKernel.moduleOf(symbol);
        return isListed && !other.equals(place.name()) && isOfKernel(symbol) ? other : "";
    }

    private boolean needs(ModuleFile file, String module) {
        for (int i = 0; i < file.needs().size(); i++) {
            String symbol = file.needs().name(i);
            if (isOfKernel(symbol) && ofKernel.moduleOf(symbol).equals(module)) {
                return true;
            }
        }
        return false;
    }

    /** Tells whether the kernel or a module that comes with it exports a symbol in the end. */
    private boolean isOfKernel(String symbol) {
        return ofKernel.symbols().crcByName().containsKey(symbol)
                && override(symbol) == null
                && !ofKernel.absent().contains(ofKernel.moduleOf(symbol));
    }

    private int exporters(String symbol) {
        return outOfTree.getOrDefault(symbol, List.of()).size() + (isOfKernel(symbol) ? 1 : 0);
    }

    /** Whose file may tell of a symbol, and cannot be read. */
    private @Nullable ModuleOnDisk unreadable(ModuleOnDisk needing, String symbol) {
        ModuleOnDisk override = override(symbol);
        if (override != null) {
            return isUnreadable(override) ? override : null;
        }
        for (ModuleOnDisk each : taken.values()) {
            boolean isLoaded = needing.dependencies().has(each.name());
            if (isLoaded && isUnreadable(each) && exporters(symbol) == 0) {
                return each;
            }
        }
        return null;
    }

    private static boolean isUnreadable(ModuleOnDisk place) {
        return place.file() == null && !place.dangles();
    }

    /** What is taken for the kernel's own module that has a symbol. */
    private @Nullable ModuleOnDisk override(String symbol) {
        ModuleOnDisk place = taken.get(ofKernel.moduleOf(symbol));
        return place == null || place.isInTree() ? null : place;
    }
}
