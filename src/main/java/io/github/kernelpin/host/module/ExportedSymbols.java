package io.github.kernelpin.host.module;

import io.github.kernelpin.model.symbol.Symbols;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Finds the CRCs of a module's exports: the symbols {@code __crc_NAME} of its symbol table. */
final class ExportedSymbols {

    private static final String PREFIX = "__crc_";
    private static final int SYMBOL_BYTES_32 = 16;
    private static final int SYMBOL_BYTES_64 = 24;
    private static final int SHN_UNDEF = 0;
    private static final int SHN_ABS = 0xfff1;

    private final ElfObject elf;

    ExportedSymbols(ElfObject elf) {
        this.elf = elf;
    }

    Symbols withCrcs() throws IOException {
        ByteBuffer table = elf.section(".symtab");
        ByteBuffer names = elf.section(".strtab");
        int bytes = elf.isWide() ? SYMBOL_BYTES_64 : SYMBOL_BYTES_32;
        Symbols exports = new Symbols();
        for (int at = 0; at + bytes <= table.limit(); at += bytes) {
            int nameAt = table.getInt(at);
            if (startsWithPrefix(names, nameAt)) {
                // st_shndx and st_value
                int section = Short.toUnsignedInt(table.getShort(at + (elf.isWide() ? 6 : 14)));
                long value =
                        elf.isWide()
                                ? table.getLong(at + 8)
                                : Integer.toUnsignedLong(table.getInt(at + 4));
                String name = ElfObject.name(names, nameAt + PREFIX.length());
                elf.add(exports, name, crc(section, value));
            }
        }
        return exports;
    }

    /** Most symbols are others, of which no string need be made. */
    private static boolean startsWithPrefix(ByteBuffer names, int at) {
        if (at < 0 || at >= names.limit() - PREFIX.length()) {
            return false;
        }
        for (int i = 0; i < PREFIX.length(); i++) {
            if (names.get(at + i) != PREFIX.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Since Linux 5.19, the value is an offset to where the CRC is; before it was the CRC. */
    private long crc(int section, long value) throws IOException {
        if (section == SHN_ABS || section == SHN_UNDEF) {
            return value & 0xffffffffL;
        }
        return Integer.toUnsignedLong(elf.word("the CRC of a symbol", section, value));
    }
}
