package io.github.kernelpin.rules.symbol;

import io.github.kernelpin.model.kernel.KernelRelease;
import io.github.kernelpin.model.kernel.KernelVariant;
import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.rpm.Architecture;
import io.github.kernelpin.model.rpm.Evr;
import io.github.kernelpin.model.symbol.ModuleFile;
import io.github.kernelpin.model.symbol.SymbolTable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A build of a pinned module: that of a package or, where no package owns the module, of a file.
 *
 * @param name what messages call it
 * @param path the file, below the root; empty for a package
 * @param rpm its package; null for a file
 * @param comesIn whether the transaction brings it
 * @param isUnreadable whether it is there, and nothing of it can be read
 * @param overridden symbols that another module beside it has with another CRC than it needs
 * @param isUnlinked whether it is in the directory of another kernel, and nothing brings it into
 *     this one
 * @param unknownReason what to say if none of its symbols can be compared
 */
public record ModuleBuild(
        String name,
        String path,
        SymbolTable required,
        @Nullable RpmPackage rpm,
        boolean comesIn,
        boolean isUnreadable,
        List<String> overridden,
        boolean isUnlinked,
        String unknownReason) {

    private static final String UNLINKED =
            "nothing links it into other kernels: it has to be built or copied anew";

    ModuleBuild(
            String name,
            String path,
            SymbolTable required,
            @Nullable RpmPackage rpm,
            boolean comesIn,
            String unknownReason) {
        this(name, path, required, rpm, comesIn, false, List.of(), false, unknownReason);
    }

    static ModuleBuild of(RpmPackage rpm, boolean comesIn) {
        SymbolTable required = rpm.requiredSymbols();
        boolean needsNothing = required.kernel().isEmpty() && required.ksym().isEmpty();
        return new ModuleBuild(
                rpm.nevra().withoutArch(), "", required, rpm, comesIn, unknownReason(needsNothing));
    }

    /** Whatever it needs, no CRC makes it load. */
    static ModuleBuild ofOtherArchitecture(RpmPackage rpm) {
        return new ModuleBuild(
                rpm.nevra().withoutArch(),
                "",
                SymbolTable.empty(),
                rpm,
                false,
                "it is built for " + rpm.nevra().arch());
    }

    /**
     * The build among files that a kernel would get: its own or, as weak-modules links them, that
     * of the newest kernel in {@code extra}. Elsewhere nothing links them: the newest stands for
     * what would be built anew, so that it fails is known, and that it loads is not.
     */
    static ModuleBuild inFiles(Pin.PinnedModule module, RpmPackage kernel, List<ModuleFile> files) {
        ModuleFile chosen = null;
        ModuleFile other = null;
        for (ModuleFile file : files) {
            if (file.name().equals(module.fileName())) {
                if (!isForKernelsLike(kernel, file)) {
                    other = file;
                } else if (chosen == null || isPreferred(file, chosen, kernel)) {
                    chosen = file;
                }
            }
        }
        if (chosen == null) {
            return without(
                    module,
                    other == null
                            ? "no file of that module is below /lib/modules"
                            : "it is built for other kinds of kernels only, as " + other.kernel());
        }
        if (!chosen.problem().isEmpty()) {
            return new ModuleBuild(
                    chosen.describe(),
                    chosen.path(),
                    SymbolTable.empty(),
                    null,
                    false,
                    true,
                    List.of(),
                    false,
                    "it cannot be read: " + chosen.problem());
        }
        boolean isUnlinked = isUnlinked(kernel, chosen);
        return new ModuleBuild(
                chosen.describe(),
                chosen.path(),
                new SymbolTable(chosen.needs(), chosen.needsOfModules()),
                null,
                false,
                false,
                chosen.overridden(),
                isUnlinked,
                isUnlinked ? UNLINKED : unknownReason(chosen.needs().isEmpty()));
    }

    /** Of a file in no kernel's directory it is not known which of them have a link to it. */
    private static boolean isUnlinked(RpmPackage kernel, ModuleFile file) {
        return !file.kernel().isEmpty()
                && !file.kernel().equals(kernel.uname())
                && !file.isInExtra();
    }

    /** No CRC makes a module load into a kernel of another architecture or variant. */
    private static boolean isForKernelsLike(RpmPackage kernel, ModuleFile file) {
        String builtFor = file.vermagic().strip();
        int blank = builtFor.indexOf(' ');
        String release = blank == -1 ? builtFor : builtFor.substring(0, blank);
        if (release.isEmpty()) {
            return true;
        }
        KernelRelease built = KernelRelease.parse(release);
        String variant = KernelVariant.of(kernel.name()).orElse("");
        boolean sameArch =
                built.arch().isEmpty()
                        || Architecture.areAlike(built.arch(), kernel.nevra().arch());
        boolean sameVariant =
                built.variant().isEmpty() || variant.isEmpty() || built.variant().equals(variant);
        return sameArch && sameVariant;
    }

    private static boolean isPreferred(ModuleFile file, ModuleFile other, RpmPackage kernel) {
        boolean own = file.kernel().equals(kernel.uname());
        boolean otherOwn = other.kernel().equals(kernel.uname());
        if (own != otherOwn) {
            return own;
        }
        if (own && file.isInUpdates() != other.isInUpdates()) {
            return file.isInUpdates();
        }
        if (file.isInExtra() != other.isInExtra()) {
            return file.isInExtra();
        }
        if (file.kernel().isEmpty() || other.kernel().isEmpty()) {
            return other.kernel().isEmpty();
        }
        Evr evr = KernelRelease.parse(file.kernel()).evr();
        return evr.compareTo(KernelRelease.parse(other.kernel()).evr()) > 0;
    }

    private static ModuleBuild without(Pin.PinnedModule module, String reason) {
        return new ModuleBuild(module.name(), "", SymbolTable.empty(), null, false, reason);
    }

    private static String unknownReason(boolean needsNothing) {
        return needsNothing
                ? "the module names no symbols that it needs"
                : "the kernel names none of the symbols that it needs";
    }
}
