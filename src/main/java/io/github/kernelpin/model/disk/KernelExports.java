package io.github.kernelpin.model.disk;

import io.github.kernelpin.model.symbol.Symbols;
import java.util.Map;
import java.util.Set;

/**
 * What a kernel and the modules that come with it export, as far as somebody needs it.
 *
 * @param symbols the symbols with their CRCs
 * @param modules for each of them the module that has it, as modprobe knows it; {@link #VMLINUX}
 *     where the kernel itself does
 * @param absent those of the modules whose files are not on disk
 */
public record KernelExports(Symbols symbols, Map<String, String> modules, Set<String> absent) {

    public static final String VMLINUX = "vmlinux";

    public KernelExports {
        modules = Map.copyOf(modules);
        absent = Set.copyOf(absent);
    }

    /** Where nothing is known. */
    public static KernelExports none() {
        return new KernelExports(new Symbols(), Map.of(), Set.of());
    }

    /** The module that has a symbol; the kernel itself where it is not said. */
    public String moduleOf(String symbol) {
        return modules.getOrDefault(symbol, VMLINUX);
    }
}
