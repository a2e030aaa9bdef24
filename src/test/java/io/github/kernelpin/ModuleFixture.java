package io.github.kernelpin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Writes a file with the sections of a kernel module that somebody reads, and no code. */
public final class ModuleFixture {

    private static final int HEADER_BYTES = 64;
    private static final int SECTION_BYTES = 64;
    private static final int SYMBOL_BYTES = 24;
    private static final int SHT_PROGBITS = 1;
    private static final int SHT_SYMTAB = 2;
    private static final int X86_64 = 62;
    private static final short SHN_ABS = (short) 0xfff1;

    private final Map<String, String> info = new LinkedHashMap<>();
    private final Map<String, Long> needs = new LinkedHashMap<>();
    private final Map<String, Long> exports = new LinkedHashMap<>();
    private final Map<String, byte[]> others = new LinkedHashMap<>();
    private final Set<String> left = new HashSet<>();
    private int machine = X86_64;

    /** A module built for a kernel, which keeps versions of symbols. */
    public static ModuleFixture builtFor(String kernel) {
        return new ModuleFixture().info("vermagic", kernel + " SMP mod_unload modversions ");
    }

    public ModuleFixture info(String key, String value) {
        info.put(key, value);
        return this;
    }

    public ModuleFixture needs(String symbol, long crc) {
        needs.put(symbol, crc);
        return this;
    }

    public ModuleFixture exports(String symbol, long crc) {
        exports.put(symbol, crc);
        return this;
    }

    /** A section that means nothing to anybody here, or has a size alone. */
    public ModuleFixture section(String name, byte[] content) {
        others.put(name, content);
        return this;
    }

    /** Leaves out a section that every module has. */
    public ModuleFixture without(String section) {
        left.add(section);
        return this;
    }

    /** Builds it for another machine than x86_64: ELF's e_machine. */
    public ModuleFixture machine(int other) {
        machine = other;
        return this;
    }

    /** Makes the directories as well. */
    public void writeTo(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, bytes());
    }

    public byte[] bytes() throws IOException {
        ByteArrayOutputStream strings = new ByteArrayOutputStream();
        strings.write(0);
        Map<String, byte[]> sections = new LinkedHashMap<>();
        sections.put("", new byte[0]);
        sections.put(".modinfo", modinfo());
        sections.put("__versions", versions());
        // Nothing can be told from a struct module of no size.
        sections.put(".gnu.linkonce.this_module", new byte[0]);
        sections.putAll(others);
        sections.put(".symtab", symbols(strings));
        sections.put(".strtab", strings.toByteArray());
        sections.keySet().removeAll(left);
        return elf(sections);
    }

    private byte[] modinfo() {
        StringBuilder text = new StringBuilder();
        info.forEach((key, value) -> text.append(key).append('=').append(value).append('\0'));
        return text.toString().getBytes(UTF_8);
    }

    private byte[] versions() {
        byte[] bytes = new byte[needs.size() * 64];
        ByteBuffer versions = over(bytes);
        int at = 0;
        for (Map.Entry<String, Long> need : needs.entrySet()) {
            versions.putLong(at, need.getValue());
            versions.put(at + 8, need.getKey().getBytes(UTF_8));
            at += 64;
        }
        return bytes;
    }

    private byte[] symbols(ByteArrayOutputStream strings) throws IOException {
        byte[] bytes = new byte[(exports.size() + 1) * SYMBOL_BYTES];
        ByteBuffer table = over(bytes);
        int at = SYMBOL_BYTES;
        for (Map.Entry<String, Long> export : exports.entrySet()) {
            table.putInt(at, strings.size());
            table.putShort(at + 6, SHN_ABS);
            table.putLong(at + 8, export.getValue());
            strings.write(("__crc_" + export.getKey() + "\0").getBytes(UTF_8));
            at += SYMBOL_BYTES;
        }
        return bytes;
    }

    private byte[] elf(Map<String, byte[]> sections) {
        StringBuilder names = new StringBuilder();
        int contentBytes = 0;
        for (Map.Entry<String, byte[]> section : sections.entrySet()) {
            names.append(section.getKey()).append('\0');
            contentBytes += section.getValue().length;
        }
        byte[] nameBytes = names.toString().getBytes(UTF_8);
        int count = sections.size() + 1;
        int tableAt = HEADER_BYTES + contentBytes + nameBytes.length;
        byte[] bytes = new byte[tableAt + count * SECTION_BYTES];
        ByteBuffer file = over(bytes);
        file.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1});
        file.putShort(16, (short) 1).putShort(18, (short) machine).putLong(40, tableAt);
        file.putShort(58, (short) SECTION_BYTES)
                .putShort(60, (short) count)
                .putShort(62, (short) (count - 1));
        int at = HEADER_BYTES;
        int nameAt = 0;
        int entry = tableAt;
        for (Map.Entry<String, byte[]> section : sections.entrySet()) {
            int type = section.getKey().equals(".symtab") ? SHT_SYMTAB : SHT_PROGBITS;
            entry = putSection(file, entry, nameAt, type, at, section.getValue());
            nameAt += section.getKey().length() + 1;
            at += section.getValue().length;
        }
        putSection(file, entry, 0, SHT_PROGBITS, at, nameBytes);
        return bytes;
    }

    private static int putSection(
            ByteBuffer file, int entry, int nameAt, int type, int at, byte[] content) {
        file.put(at, content);
        file.putInt(entry, nameAt).putInt(entry + 4, type);
        file.putLong(entry + 24, at).putLong(entry + 32, content.length);
        return entry + SECTION_BYTES;
    }

    private static ByteBuffer over(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
