package io.github.kernelpin.cases.file;

import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.rpm.Comparison;
import io.github.kernelpin.model.symbol.SymbolTable;
import io.github.kernelpin.model.symbol.Symbols;
import java.util.ArrayList;
import java.util.List;

/**
 * What one package provides, or what it requires, as {@code rpm --provides} and {@code rpm
 * --requires} print it.
 */
final class WrittenCapabilities {

    private static final String KERNEL_SYMBOL = "kernel(";
    private static final String MODULE_SYMBOL = "ksym(";
    private static final String CRC = ") = 0x";
    private static final int CRC_BASE = 16;

    private final SymbolTable symbols = SymbolTable.empty();
    private final List<RpmPackage.Capability> others = new ArrayList<>();

    /** The symbols among them. */
    SymbolTable symbols() {
        return symbols;
    }

    /** Everything but symbols. */
    List<RpmPackage.Capability> others() {
        return List.copyOf(others);
    }

    /** Adds a capability. */
    void add(String text) {
        if (text.startsWith(KERNEL_SYMBOL) || text.startsWith(MODULE_SYMBOL)) {
            addSymbol(text);
            return;
        }
        if (!isCapability(text)) {
            throw new IllegalArgumentException(
                    "\""
                            + text
                            + "\" is no capability: expected \"NAME\", or \"NAME = VERSION\" with"
                            + " blanks, as rpm prints it");
        }
        others.add(RpmPackage.Capability.parse(text));
    }

    /** Adds {@code kernel(SYMBOL) = 0xCRC} or {@code ksym(SYMBOL) = 0xCRC}. */
    void addSymbol(String text) {
        boolean isKernel = text.startsWith(KERNEL_SYMBOL);
        int start = (isKernel ? KERNEL_SYMBOL : MODULE_SYMBOL).length();
        int end = text.indexOf(CRC);
        if (!(isKernel || text.startsWith(MODULE_SYMBOL)) || end <= start) {
            throw noSymbol(text);
        }
        Symbols table = isKernel ? symbols.kernel() : symbols.ksym();
        try {
            long crc = Long.parseUnsignedLong(text, end + CRC.length(), text.length(), CRC_BASE);
            table.add(text.substring(start, end), crc);
        } catch (NumberFormatException e) {
            throw noSymbol(text);
        }
    }

    private static IllegalArgumentException noSymbol(String text) {
        return new IllegalArgumentException(
                "\""
                        + text
                        + "\" is no symbol: expected \"kernel(SYMBOL) = 0xCRC\" or"
                        + " \"ksym(SYMBOL) = 0xCRC\"");
    }

    /** Files and rich dependencies may have blanks in them, but no version. */
    private static boolean isCapability(String text) {
        if (text.startsWith("/") || text.startsWith("(")) {
            return true;
        }
        String[] words = text.split(" ", -1);
        if (words.length == 1) {
            return isName(text);
        }
        boolean isVersioned = false;
        for (Comparison comparison : Comparison.values()) {
            isVersioned |= words.length == 3 && words[1].equals(comparison.sign());
        }
        return isVersioned && !words[0].isEmpty() && !words[2].isEmpty();
    }

    /** Signs occur in names such as {@code font(:lang=en)}, and else where blanks are missing. */
    private static boolean isName(String text) {
        boolean hasSign = text.contains("=") || text.contains("<") || text.contains(">");
        return !text.isEmpty() && (!hasSign || text.contains("("));
    }
}
