package io.github.kernelpin.rules.status;

import io.github.kernelpin.model.disk.KernelOnDisk;
import io.github.kernelpin.model.symbol.ModuleFile;

/**
 * The settings that a module and its kernel have to share: {@code 4.18.0-305.el8.x86_64 SMP
 * mod_unload modversions}.
 *
 * <p>The kernel's {@code same_magic()} ignores the release if the module has versions of symbols,
 * and compares the rest as text (kernel/module/version.c).
 */
final class Vermagic {

    private Vermagic() {}

    /** What differs; empty if nothing does or it cannot be told. */
    static String difference(ModuleFile file, KernelOnDisk kernel) {
        String module = file.vermagic().strip();
        String release = kernel.release().text();
        if (module.isEmpty()) {
            return "";
        }
        if (file.needs().isEmpty() && !module.startsWith(release + " ")) {
            return "built for " + word(module) + ", without versions of symbols";
        }
        String wanted = kernel.settings().vermagic().strip();
        return wanted.isEmpty() || rest(module).equals(rest(wanted))
                ? ""
                : "built with \"" + rest(module) + "\", the kernel with \"" + rest(wanted) + "\"";
    }

    private static String word(String vermagic) {
        int blank = vermagic.indexOf(' ');
        return blank == -1 ? vermagic : vermagic.substring(0, blank);
    }

    private static String rest(String vermagic) {
        return vermagic.substring(word(vermagic).length()).strip();
    }
}
