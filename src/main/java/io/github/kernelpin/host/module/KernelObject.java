package io.github.kernelpin.host.module;

import io.github.kernelpin.host.content.FileContent;
import io.github.kernelpin.host.file.RootedPath;
import io.github.kernelpin.model.symbol.ModuleFile;
import io.github.kernelpin.model.symbol.Symbols;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A kernel module's file ({@code .ko}, compressed or not), read as libkmod reads it. */
public final class KernelObject implements Closeable {

    /** The kernel's struct modversion_info: a word for the CRC, and the name. */
    private static final int VERSION_BYTES = 64;

    private final FileContent content;
    private final ElfObject elf;

    private KernelObject(FileContent content, ElfObject elf) {
        this.content = content;
        this.elf = elf;
    }

    /**
     * Opens a module's file.
     *
     * @throws IOException if it cannot be read, or is no kernel module; the message begins with the
     *     file
     */
    public static KernelObject open(RootedPath file) throws IOException {
        FileContent content = FileContent.open(file);
        KernelObject object = null;
        try {
            ElfObject elf = ElfObject.read(content);
            if (!elf.section(".modinfo").hasRemaining()) {
                throw new IOException(file + ": not a kernel module: no section .modinfo");
            }
            object = new KernelObject(content, elf);
            return object;
        } finally {
            if (object == null) {
                content.close();
            }
        }
    }

    /**
     * What the module says of itself, and the symbols that it needs.
     *
     * @param path of the file inside its root
     */
    public ModuleFile module(String path) throws IOException {
        return new ModuleFile(
                ModuleFile.nameOf(path),
                path,
                info("version"),
                info("vermagic"),
                info("intree").equals("Y"),
                needs());
    }

    /** The first value of {@code modinfo -F key}; empty if there is none. */
    public String info(String key) throws IOException {
        ByteBuffer info = elf.section(".modinfo");
        String start = key + "=";
        int at = 0;
        while (at < info.limit()) {
            String field = ElfObject.string(info, at);
            if (field.startsWith(start)) {
                return field.substring(start.length());
            }
            at = afterString(info, at);
        }
        return "";
    }

    /** The symbols that it uses of the kernel and of other modules, with the CRCs it expects. */
    public Symbols needs() throws IOException {
        // A module that has both kinds is checked by the kernel against the extended one.
        Symbols extended = extendedVersions();
        return extended.isEmpty() ? versions() : extended;
    }

    private Symbols versions() throws IOException {
        ByteBuffer versions = elf.section("__versions");
        int nameOffset = elf.isWide() ? Long.BYTES : Integer.BYTES;
        Symbols needs = new Symbols();
        for (int at = 0; at + VERSION_BYTES <= versions.limit(); at += VERSION_BYTES) {
            long crc = elf.isWide() ? versions.getLong(at) : versions.getInt(at);
            String name = ElfObject.string(versions, at + nameOffset, at + VERSION_BYTES);
            elf.add(needs, name, crc & 0xffffffffL);
        }
        return needs;
    }

    /** CONFIG_EXTENDED_MODVERSIONS, for names that don't fit the struct, as Rust's. */
    private Symbols extendedVersions() throws IOException {
        ByteBuffer crcs = elf.section("__version_ext_crcs");
        ByteBuffer names = elf.section("__version_ext_names");
        Symbols needs = new Symbols();
        int nameAt = 0;
        for (int at = 0; at + Integer.BYTES <= crcs.limit(); at += Integer.BYTES) {
            if (nameAt >= names.limit()) {
                throw elf.broken("fewer names than CRCs in its extended versions");
            }
            long crc = Integer.toUnsignedLong(crcs.getInt(at));
            elf.add(needs, ElfObject.name(names, nameAt), crc);
            nameAt = afterString(names, nameAt);
        }
        return needs;
    }

    /**
     * The size in bytes of the {@code struct module} that it was built with; 0 if it has none. The
     * kernel refuses a module of which it is not its own (kernel/module/main.c,
     * elf_validity_cache_index_mod; since Linux 6.4).
     */
    public long structBytes() {
        return elf.size(LoaderChecks.THIS_MODULE);
    }

    /** Why no kernel takes the file; empty if there may be one. */
    String problem() {
        return LoaderChecks.problem(elf);
    }

    /** What it is built for: ELF's e_machine. */
    int machine() {
        return elf.machine();
    }

    /**
     * The symbols that it offers to other modules.
     *
     * <p>As libkmod's {@code kmod_elf_get_symbols}: those with a CRC or, if there are none, just
     * the names, with a CRC of 0.
     */
    public Symbols exports() throws IOException {
        Symbols exports = new ExportedSymbols(elf).withCrcs();
        if (exports.isEmpty()) {
            ByteBuffer names = elf.section("__ksymtab_strings");
            int at = 0;
            while (at < names.limit()) {
                String name = ElfObject.name(names, at);
                if (!name.isEmpty()) {
                    elf.add(exports, name, 0);
                }
                at = afterString(names, at);
            }
        }
        return exports;
    }

    private static int afterString(ByteBuffer strings, int at) {
        int end = at;
        while (end < strings.limit() && strings.get(end) != 0) {
            end++;
        }
        return end + 1;
    }

    @Override
    public void close() throws IOException {
        content.close();
    }
}
