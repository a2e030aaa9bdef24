package io.github.kernelpin.rules.status;

import io.github.kernelpin.model.disk.KernelExports;
import io.github.kernelpin.model.disk.KernelOnDisk;
import io.github.kernelpin.model.disk.ModuleOnDisk;
import io.github.kernelpin.model.symbol.ModuleFile;
import io.github.kernelpin.model.symbol.SymbolDiff;
import io.github.kernelpin.model.symbol.Symbols;
import java.util.ArrayList;
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
    private final List<Symbols> all = new ArrayList<>();

    /**
     * Those of a kernel.
     *
     * @param taken for each name the module that modprobe takes
     */
    Exporters(KernelOnDisk kernel, Map<String, ModuleOnDisk> taken) {
        this.ofKernel = kernel.provides();
        this.taken = taken;
        Symbols own = new Symbols();
        for (int i = 0; i < ofKernel.symbols().size(); i++) {
            String symbol = ofKernel.symbols().name(i);
            if (isOfKernel(symbol)) {
                own.add(symbol, ofKernel.symbols().crc(i));
            }
        }
        all.add(own);
        for (ModuleOnDisk place : taken.values()) {
            if (!place.isInTree()) {
                all.add(place.exports());
            }
        }
    }

    /** What a module needs that can be compared. */
    SymbolDiff compare(ModuleFile file) {
        Symbols known = new Symbols();
        for (int i = 0; i < file.needs().size(); i++) {
            if (unreadable(file.needs().name(i)) == null) {
                known.add(file.needs().name(i), file.needs().crc(i));
            }
        }
        SymbolDiff diff = new SymbolDiff();
        diff.compare(known, all);
        return diff;
    }

    /** Whose file has to be read to tell whether a module loads, and cannot be; empty for none. */
    String unreadable(ModuleFile file) {
        for (int i = 0; i < file.needs().size(); i++) {
            ModuleOnDisk place = unreadable(file.needs().name(i));
            if (place != null) {
                return "it needs " + place.path() + ", which cannot be read";
            }
        }
        return "";
    }

    /** Why symbols are missing or changed that are in the kernel's list as they should be. */
    String reason(SymbolDiff diff) {
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
            if (ofKernel.absent().contains(module)) {
                return "it needs " + module + ", which is not installed";
            }
        }
        return "";
    }

    /** Tells whether a module gets one of its symbols from another one. */
    boolean areNeeded(ModuleFile file, ModuleOnDisk other) {
        for (int i = 0; i < file.needs().size(); i++) {
            String symbol = file.needs().name(i);
            if (other.exports().crcByName().containsKey(symbol) && !isOfKernel(symbol)) {
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
        }
        return "";
    }

    /** A symbol that it exports as some module of the kernel does which may be loaded or not. */
    String possibleDuplicate(ModuleOnDisk place) {
        for (int i = 0; i < place.exports().size(); i++) {
            String symbol = place.exports().name(i);
            String other = duplicateOf(place, symbol);
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

    private @Nullable ModuleOnDisk unreadable(String symbol) {
        ModuleOnDisk place = override(symbol);
        return place == null || place.file() != null || place.dangles() ? null : place;
    }

    /** What is taken for the kernel's own module that has a symbol. */
    private @Nullable ModuleOnDisk override(String symbol) {
        ModuleOnDisk place = taken.get(ofKernel.moduleOf(symbol));
        return place == null || place.isInTree() ? null : place;
    }
}
