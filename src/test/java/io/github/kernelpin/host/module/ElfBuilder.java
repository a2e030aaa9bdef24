package io.github.kernelpin.host.module;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes kernel modules for machines that there is no compiler for at hand. */
final class ElfBuilder {

    private static final int SHT_PROGBITS = 1;

    private final boolean wide;
    private final ByteOrder order;
    private final List<String> names = new ArrayList<>(List.of(""));
    private final List<byte[]> contents = new ArrayList<>(List.of(new byte[0]));

    ElfBuilder(boolean wide, ByteOrder order) {
        this.wide = wide;
        this.order = order;
    }

    ElfBuilder section(String name, byte[] content) {
        names.add(name);
        contents.add(content);
        return this;
    }

    /** Strings, each with a NUL at its end. */
    ElfBuilder strings(String name, String... strings) {
        return section(name, bytes(String.join("\0", strings) + "\0"));
    }

    /** A struct modversion_info for each symbol. */
    ElfBuilder versions(long[] crcs, String... symbols) {
        ByteBuffer versions = ByteBuffer.allocate(64 * symbols.length).order(order);
        for (int i = 0; i < symbols.length; i++) {
            versions.position(64 * i);
            if (wide) {
                versions.putLong(crcs[i]);
            } else {
                versions.putInt((int) crcs[i]);
            }
            versions.put(bytes(symbols[i]));
        }
        return section("__versions", versions.array());
    }

    /** Integers of 32 bits. */
    ElfBuilder words(String name, long... words) {
        ByteBuffer content = ByteBuffer.allocate(4 * words.length).order(order);
        for (long word : words) {
            content.putInt((int) word);
        }
        return section(name, content.array());
    }

    /** A symbol table: of each symbol the offset of its name, its section and its value. */
    ElfBuilder symbols(int[]... symbols) {
        int size = wide ? 24 : 16;
        ByteBuffer table = ByteBuffer.allocate(size * symbols.length).order(order);
        for (int i = 0; i < symbols.length; i++) {
            int at = size * i;
            table.putInt(at, symbols[i][0]);
            table.putShort(at + (wide ? 6 : 14), (short) symbols[i][1]);
            if (wide) {
                table.putLong(at + 8, symbols[i][2]);
            } else {
                table.putInt(at + 4, symbols[i][2]);
            }
        }
        return section(".symtab", table.array());
    }

    byte[] build() {
        int headerSize = wide ? 64 : 52;
        int entrySize = wide ? 64 : 40;
        strings(".shstrtab", names.toArray(new String[0]));
        int count = names.size();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        ByteBuffer table = ByteBuffer.allocate(entrySize * count).order(order);
        byte[] nameStrings = bytes(String.join("\0", names) + "\0");
        contents.set(count - 1, nameStrings);
        int nameAt = 0;
        for (int i = 0; i < count; i++) {
            int at = entrySize * i;
            table.putInt(at, nameAt).putInt(at + 4, i == 0 ? 0 : SHT_PROGBITS);
            putWord(table, at + (wide ? 24 : 16), headerSize + body.size());
            putWord(table, at + (wide ? 32 : 20), contents.get(i).length);
            body.writeBytes(contents.get(i));
            nameAt += names.get(i).length() + 1;
        }
        ByteBuffer header = ByteBuffer.allocate(headerSize).order(order);
        header.put(bytes("\u007fELF")).put((byte) (wide ? 2 : 1));
        header.put((byte) (order == ByteOrder.LITTLE_ENDIAN ? 1 : 2)).put((byte) 1);
        header.putShort(16, (short) 1);
        putWord(header, wide ? 40 : 32, headerSize + body.size());
        header.putShort(wide ? 58 : 46, (short) entrySize);
        header.putShort(wide ? 60 : 48, (short) count);
        header.putShort(wide ? 62 : 50, (short) (count - 1));

        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(header.array());
        file.writeBytes(body.toByteArray());
        file.writeBytes(table.array());
        return file.toByteArray();
    }

    private void putWord(ByteBuffer buffer, int at, int value) {
        if (wide) {
            buffer.putLong(at, value);
        } else {
            buffer.putInt(at, value);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
