package io.github.kernelpin.host.kernel;

import io.github.kernelpin.host.content.FileContent;
import io.github.kernelpin.host.file.InstallRoot;
import io.github.kernelpin.host.file.NameFilter;
import io.github.kernelpin.host.file.RootedPath;
import io.github.kernelpin.host.module.ModuleTree;
import io.github.kernelpin.model.symbol.ModuleFile;
import io.github.kernelpin.model.symbol.Symbols;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A kernel's list of the symbols that it and its modules export, with their CRCs.
 *
 * <p>Of the columns after CRC and symbol, which changed places in Linux 5.4 and again in 5.6, only
 * the module is used: it is the one before EXPORT_SYMBOL or the like. Twenty-five thousand lines
 * are read in a cold JVM, so a string is made of those names only that somebody asked for.
 */
public final class Symvers {

    private static final int CRC_BITS = 32;
    private static final String EXPORT = "EXPORT_";

    /** Ten times what there is in a kernel. */
    private static final int SYMBOLS_MAX = 250_000;

    private final RootedPath file;
    private final byte[] text;
    private final int end;
    private final @Nullable NameFilter wanted;
    private final Symbols symbols = new Symbols();
    private final Map<String, String> modules = new HashMap<>();
    private int at;
    private int line;

    private Symvers(RootedPath file, ByteBuffer content, @Nullable NameFilter wanted) {
        this.file = file;
        this.text = content.array();
        this.at = content.arrayOffset();
        this.end = at + content.limit();
        this.wanted = wanted;
    }

    /**
     * Finds the list of an installed kernel.
     *
     * @param release as {@code uname -r} says it
     * @return its path inside the root, without links; nothing if the kernel has none
     */
    public static Optional<String> find(InstallRoot root, String release) throws IOException {
        String[] stems = {ModuleTree.MODULES + release + "/symvers", "/boot/symvers-" + release};
        String[] suffixes = {"", ".gz", ".xz", ".zst"};
        for (String stem : stems) {
            for (String suffix : suffixes) {
                Optional<String> found = regularFile(root, stem + suffix);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        String[] built = {
            ModuleTree.MODULES + release + "/build",
            "/usr/src/kernels/" + release,
            "/usr/src/linux-headers-" + release
        };
        for (String directory : built) {
            Optional<String> found = regularFile(root, directory + "/Module.symvers");
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> regularFile(InstallRoot root, String path) throws IOException {
        Optional<String> found = root.resolve(path);
        return found.isPresent() && root.path(found.get()).isRegularFile()
                ? found
                : Optional.empty();
    }

    /**
     * Reads a list, compressed or not.
     *
     * @throws IOException if it cannot be read, is empty, or is no such list; the message begins
     *     with the file, and the line if it is about one
     */
    public static Symbols read(RootedPath file) throws IOException {
        return read(file, null).symbols;
    }

    /**
     * Reads a list as {@link #read(RootedPath)} does, and keeps those symbols only that are wanted.
     */
    public static Symbols readWanted(RootedPath file, Set<String> wanted) throws IOException {
        return listWanted(file, wanted).symbols;
    }

    /** Reads as {@link #readWanted} does, and tells which module has each symbol. */
    public static Symvers listWanted(RootedPath file, Set<String> wanted) throws IOException {
        return read(file, new NameFilter(wanted));
    }

    /** The symbols with their CRCs. */
    public Symbols symbols() {
        return symbols;
    }

    /** For each symbol the module that has it, as modprobe knows it; vmlinux for the kernel. */
    public Map<String, String> modules() {
        return modules;
    }

    private static Symvers read(RootedPath file, @Nullable NameFilter wanted) throws IOException {
        try (FileContent content = FileContent.open(file)) {
            if (content.size() == 0) {
                // Nothing found in it would pass for a kernel without symbols.
                throw new IOException(file + ": it is empty");
            }
            ByteBuffer text = content.read("the list of symbols", 0, content.size());
            Symvers list = new Symvers(file, text, wanted);
            while (list.at < list.end) {
                list.readLine();
            }
            return list;
        }
    }

    private void readLine() throws IOException {
        line++;
        long crc = crc();
        skipBlanks();
        int name = at;
        int hash = skipWord();
        int nameEnd = at;
        skipBlanks();
        int module = at;
        skipWord();
        if (nameEnd == name || at == module) {
            throw malformed();
        }
        at = afterLine(at);
        if (wanted == null || wanted.mayHave(hash)) {
            String symbol = new String(text, name, nameEnd - name, StandardCharsets.UTF_8);
            if (wanted == null || wanted.has(symbol)) {
                symbols.add(symbol, crc);
                modules.put(symbol, ModuleFile.nameOf(module(module)));
                if (symbols.size() > SYMBOLS_MAX) {
                    throw new IOException(file + ": more than " + SYMBOLS_MAX + " symbols");
                }
            }
        }
    }

    /** The word before the kind of export; the first one if there is no such word. */
    private String module(int from) {
        String[] words =
                new String(text, from, Math.min(at, end) - from, StandardCharsets.UTF_8)
                        .split("\\s+", 4);
        return words.length > 2 && !words[1].startsWith(EXPORT) && words[2].startsWith(EXPORT)
                ? words[1]
                : words[0];
    }

    /** A number, however many zeros and whatever case it is written in. */
    private long crc() throws IOException {
        if (at + 1 < end && text[at] == '0' && (text[at + 1] | 0x20) == 'x') {
            at += 2;
        }
        int first = at;
        long crc = 0;
        while (at < end && !isBlank(text[at])) {
            int digit = Character.digit(text[at], 16);
            crc = crc << 4 | digit;
            if (digit < 0 || crc >>> CRC_BITS != 0) {
                throw malformed();
            }
            at++;
        }
        if (at == first) {
            throw malformed();
        }
        return crc;
    }

    private void skipBlanks() {
        while (at < end && isBlank(text[at])) {
            at++;
        }
    }

    private int afterLine(int from) {
        int stop = from;
        while (stop < end && text[stop] != '\n') {
            stop++;
        }
        return stop + 1;
    }

    /** Returns what {@code hashCode} of a string with these characters would. */
    private int skipWord() {
        int hash = 0;
        int stop = at;
        while (stop < end && (text[stop] & 0xff) > ' ') {
            hash = 31 * hash + text[stop];
            stop++;
        }
        at = stop;
        return hash;
    }

    private static boolean isBlank(byte character) {
        return character == '\t' || character == ' ';
    }

    private IOException malformed() {
        return new IOException(
                file + ":" + line + ": expected CRC, symbol and module separated by tabs");
    }
}
