package io.github.kernelpin.rules.status;

import io.github.kernelpin.model.disk.KernelOnDisk;
import io.github.kernelpin.model.disk.ModuleOnDisk;
import io.github.kernelpin.model.rpm.VersionOrder;

/** The size of struct module, which a module and its kernel have to agree on. */
final class StructSize {

    /**
     * Linux 6.4 has been the first to refuse a module for it: kernel/module/main.c,
     * elf_validity_check, by way of the changes for 6.4-rc1. Older ones overwrite what follows, or
     * read it; whether a distribution has given them the check their version does not say.
     */
    private static final String FIRST_TO_CHECK = "6.4";

    private StructSize() {}

    /** How the sizes differ; empty if they don't or it cannot be told. */
    static String difference(ModuleOnDisk place, KernelOnDisk kernel) {
        long own = kernel.settings().structBytes();
        if (own == 0 || place.structBytes() == 0 || place.structBytes() == own) {
            return "";
        }
        return "its struct module has "
                + place.structBytes()
                + " bytes, the kernel's own modules have "
                + own;
    }

    /** Tells whether the kernel is known to refuse a module of another size. */
    static boolean isChecked(KernelOnDisk kernel) {
        return VersionOrder.compare(kernel.release().evr().version(), FIRST_TO_CHECK) >= 0;
    }
}
