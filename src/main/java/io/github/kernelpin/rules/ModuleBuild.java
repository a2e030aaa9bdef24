package io.github.kernelpin.rules;

import io.github.kernelpin.model.ModuleFile;
import io.github.kernelpin.model.Pin;
import io.github.kernelpin.model.RpmPackage;
import io.github.kernelpin.model.SymbolTable;
import io.github.kernelpin.model.Symbols;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A build of a pinned module: that of a package or, where no package owns the module, of a file.
 *
 * @param name what messages call it
 * @param path the file, below the root; empty for a package
 * @param rpm its package; null for a file
 * @param comesIn whether the transaction brings it
 * @param whyUnknown what to say if none of its symbols can be compared
 */
record ModuleBuild(
        String name,
        String path,
        SymbolTable required,
        @Nullable RpmPackage rpm,
        boolean comesIn,
        String whyUnknown) {

    static ModuleBuild of(RpmPackage rpm, boolean comesIn) {
        SymbolTable required = rpm.requiredSymbols();
        boolean needsNothing = required.kernel().isEmpty() && required.ksym().isEmpty();
        return new ModuleBuild(
                rpm.nevra().withoutArch(), "", required, rpm, comesIn, whyUnknown(needsNothing));
    }

    /** The builds of a module among files. */
    static List<ModuleBuild> inFiles(Pin.PinnedModule module, List<ModuleFile> files) {
        List<ModuleBuild> builds = new ArrayList<>();
        for (ModuleFile file : files) {
            if (file.name().equals(module.fileName())) {
                SymbolTable required = new SymbolTable(file.needs(), new Symbols());
                String why = whyUnknown(file.needs().isEmpty());
                builds.add(
                        new ModuleBuild(file.describe(), file.path(), required, null, false, why));
            }
        }
        return builds;
    }

    /** What stands for a module of which there is no file. */
    static ModuleBuild without(Pin.PinnedModule module) {
        return new ModuleBuild(
                module.name(),
                "",
                SymbolTable.empty(),
                null,
                false,
                "no file of that module is below /lib/modules");
    }

    private static String whyUnknown(boolean needsNothing) {
        return needsNothing
                ? "the module names no symbols that it needs"
                : "the kernel names none of the symbols that it needs";
    }
}
