package io.github.kernelpin.host.module;

import java.util.Map;

/**
 * What a kernel rejects a file for before it looks at its symbols: kernel/module/main.c,
 * elf_validity_check, and in kernels before 5.18 kernel/module.c, elf_header_check and
 * setup_load_info. All of them have had these checks since 4.18 at least.
 */
final class LoaderChecks {

    /** The section that a module's {@code struct module} is in. */
    static final String THIS_MODULE = ".gnu.linkonce.this_module";

    private static final int ET_REL = 1;
    private static final int SHT_SYMTAB = 2;

    /** The machines of ELF's e_machine that kernels of an architecture run on. */
    private static final Map<String, Integer> MACHINES =
            Map.of(
                    "x86_64", 62,
                    "x86_64_v2", 62,
                    "aarch64", 183,
                    "ppc64le", 21,
                    "ppc64", 21,
                    "s390x", 22,
                    "riscv64", 243,
                    "loongarch64", 258,
                    "i686", 3);

    private LoaderChecks() {}

    /** Why kernels of every architecture reject the file; empty if none does. */
    static String problem(ElfObject elf) {
        if (elf.type() != ET_REL) {
            return "no relocatable object";
        }
        if (!elf.hasSectionOfType(SHT_SYMTAB)) {
            return "no symbol table (stripped?)";
        }
        return elf.hasSection(THIS_MODULE) ? "" : "no section " + THIS_MODULE;
    }

    /** Why kernels of one architecture reject a machine's files; empty if they don't. */
    static String problem(int machine, String architecture) {
        int own = MACHINES.getOrDefault(architecture, machine);
        return own == machine ? "" : "built for " + name(machine) + ", not for " + architecture;
    }

    private static String name(int machine) {
        return switch (machine) {
            case 62 -> "x86_64";
            case 183 -> "aarch64";
            case 21 -> "ppc64";
            case 22 -> "s390x";
            case 3 -> "i686";
            default -> "machine " + machine;
        };
    }
}
