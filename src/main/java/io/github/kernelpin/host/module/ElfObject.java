package io.github.kernelpin.host.module;

import io.github.kernelpin.host.content.FileContent;
import io.github.kernelpin.model.symbol.Symbols;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The sections of an ELF object of either word size and byte order.
 *
 * <p>No library: the one there is for Java parses every relocation, note and symbol to find a
 * section by its name. With debug information that takes longer than a JVM to start. It also
 * allocates whatever a header asks for.
 */
final class ElfObject {

    private static final int MAGIC = 0x7f454c46;
    private static final int CLASS_OFFSET = 4;
    private static final int DATA_OFFSET = 5;
    private static final int CLASS_32 = 1;
    private static final int CLASS_64 = 2;
    private static final int LITTLE_ENDIAN = 1;
    private static final int BIG_ENDIAN = 2;
    private static final int HEADER_BYTES_32 = 52;
    private static final int HEADER_BYTES_64 = 64;
    private static final int SECTION_BYTES_32 = 40;
    private static final int SECTION_BYTES_64 = 64;
    private static final int SHT_NOBITS = 8;

    /** The whole kernel has less than half of it. */
    private static final int SYMBOLS_MAX = 65_536;

    /** The kernel's KSYM_NAME_LEN. */
    private static final int NAME_BYTES_MAX = 512;

    /** What anybody asks for. A module with debug information has a hundred times as much. */
    private static final Set<String> READ =
            Set.of(
                    ".modinfo",
                    "__versions",
                    "__version_ext_crcs",
                    "__version_ext_names",
                    "__ksymtab_strings",
                    "__kcrctab",
                    "__kcrctab_gpl",
                    ".symtab",
                    ".strtab");

    private final FileContent content;
    private final boolean wide;
    private final ByteOrder order;
    private final List<Section> sections = new ArrayList<>();
    private int type;
    private int machine;

    /** Where the file has a section. */
    private record Section(String name, int type, long offset, long length) {}

    private ElfObject(FileContent content, boolean wide, ByteOrder order) {
        this.content = content;
        this.wide = wide;
        this.order = order;
    }

    /** Reads the table of sections. */
    static ElfObject read(FileContent content) throws IOException {
        if (content.size() < HEADER_BYTES_32) {
            throw new IOException(content.name() + ": not an ELF object");
        }
        ByteBuffer start = content.read("the ELF header", 0, HEADER_BYTES_32);
        if (start.getInt(0) != MAGIC) {
            throw new IOException(content.name() + ": not an ELF object");
        }
        int wordSize = start.get(CLASS_OFFSET);
        int byteOrder = start.get(DATA_OFFSET);
        if ((wordSize != CLASS_32 && wordSize != CLASS_64)
                || (byteOrder != LITTLE_ENDIAN && byteOrder != BIG_ENDIAN)) {
            throw new IOException(
                    content.name() + ": an ELF object of unknown word size or byte order");
        }
        ByteOrder order = byteOrder == BIG_ENDIAN ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        ElfObject object = new ElfObject(content, wordSize == CLASS_64, order);
        object.readSections();
        return object;
    }

    private void readSections() throws IOException {
        ByteBuffer header = part("the ELF header", 0, wide ? HEADER_BYTES_64 : HEADER_BYTES_32);
        type = Short.toUnsignedInt(header.getShort(16));
        machine = Short.toUnsignedInt(header.getShort(18));
        // e_shoff, e_shentsize, e_shnum, e_shstrndx
        long tableOffset = wide ? header.getLong(40) : Integer.toUnsignedLong(header.getInt(32));
        int entryBytes = Short.toUnsignedInt(header.getShort(wide ? 58 : 46));
        int count = Short.toUnsignedInt(header.getShort(wide ? 60 : 48));
        int namesIndex = Short.toUnsignedInt(header.getShort(wide ? 62 : 50));
        if (entryBytes < (wide ? SECTION_BYTES_64 : SECTION_BYTES_32) || namesIndex >= count) {
            // Objects with more than 65,280 sections look like this, which libkmod refuses as well.
            throw broken("the table of sections makes no sense");
        }
        ByteBuffer table = part("the table of sections", tableOffset, (long) count * entryBytes);
        Section names = section("", table, namesIndex * entryBytes);
        ByteBuffer strings = part("the section of names", names.offset, names.length);
        for (int at = 0; at < table.limit(); at += entryBytes) {
            sections.add(section(name(strings, table.getInt(at)), table, at));
        }
        select();
    }

    private void select() throws IOException {
        List<long[]> ranges = new ArrayList<>();
        for (Section section : sections) {
            if (READ.contains(section.name)) {
                ranges.add(new long[] {section.offset, section.length});
            }
        }
        content.select(ranges.toArray(new long[0][]));
    }

    /** Reads a section's sh_type, sh_offset and sh_size. */
    private Section section(String name, ByteBuffer table, int at) {
        int sectionType = table.getInt(at + 4);
        long offset = wide ? table.getLong(at + 24) : Integer.toUnsignedLong(table.getInt(at + 16));
        long length = wide ? table.getLong(at + 32) : Integer.toUnsignedLong(table.getInt(at + 20));
        return sectionType == SHT_NOBITS
                ? new Section(name, sectionType, 0, 0)
                : new Section(name, sectionType, offset, length);
    }

    private ByteBuffer part(String what, long offset, long length) throws IOException {
        return content.read(what, offset, length).order(order);
    }

    /** Adds one of the object's symbols to those found already. */
    void add(Symbols symbols, String name, long crc) throws IOException {
        if (symbols.size() == SYMBOLS_MAX) {
            throw broken("more than " + SYMBOLS_MAX + " symbols");
        }
        symbols.add(name, crc);
    }

    IOException broken(String what) {
        return new IOException(content.name() + ": " + what);
    }

    /** Whether words are of 64 bits. */
    boolean isWide() {
        return wide;
    }

    /** What kind of object it is: ELF's e_type. */
    int type() {
        return type;
    }

    /** What it is built for: ELF's e_machine. */
    int machine() {
        return machine;
    }

    boolean hasSection(String name) {
        for (Section section : sections) {
            if (section.name.equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** Tells whether a section is of one of ELF's types (sh_type). */
    boolean hasSectionOfType(int sectionType) {
        for (Section section : sections) {
            if (section.type == sectionType) {
                return true;
            }
        }
        return false;
    }

    /** The size of a section in bytes; 0 if there is none. */
    long size(String name) {
        for (Section section : sections) {
            if (section.name.equals(name)) {
                return section.length;
            }
        }
        return 0;
    }

    /** What a section contains, in the byte order of the object; nothing if there is none. */
    ByteBuffer section(String name) throws IOException {
        for (Section section : sections) {
            if (section.name.equals(name)) {
                return part("section " + section.name, section.offset, section.length);
            }
        }
        return ByteBuffer.allocate(0);
    }

    /** An integer of 32 bits from the section of a number. */
    int word(String what, int section, long offset) throws IOException {
        if (section >= sections.size()
                || offset < 0
                || offset > sections.get(section).length - Integer.BYTES) {
            throw broken(what + " is not inside its section");
        }
        return part(what, sections.get(section).offset + offset, Integer.BYTES).getInt(0);
    }

    /**
     * The name that starts at an offset, of which there may be many thousand in one place: a table
     * can point to the same long string over and over.
     */
    static String name(ByteBuffer strings, int offset) {
        int limit = strings.limit();
        return string(
                strings, offset, limit - offset > NAME_BYTES_MAX ? offset + NAME_BYTES_MAX : limit);
    }

    /** The string that starts at an offset and ends with a NUL or the section. */
    static String string(ByteBuffer strings, int offset) {
        return string(strings, offset, strings.limit());
    }

    /** The string that starts at an offset and ends with a NUL or before {@code limit}. */
    static String string(ByteBuffer strings, int offset, int limit) {
        if (offset < 0 || offset >= limit) {
            return "";
        }
        int end = offset;
        while (end < limit && strings.get(end) != 0) {
            end++;
        }
        return new String(
                strings.array(),
                strings.arrayOffset() + offset,
                end - offset,
                StandardCharsets.UTF_8);
    }
}
