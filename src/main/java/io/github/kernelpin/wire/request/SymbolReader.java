package io.github.kernelpin.wire.request;

import com.fasterxml.jackson.core.JsonParser;
import io.github.kernelpin.model.symbol.SymbolTable;
import io.github.kernelpin.model.symbol.Symbols;
import java.io.IOException;

/**
 * Reads the capabilities that stand for symbols, {@code kernel(SYMBOL) = 0xCRC} and {@code
 * ksym(SYMBOL) = 0xCRC}.
 *
 * <p>It works on the parser's own characters: a kernel has many thousand symbols and dnf waits.
 */
final class SymbolReader {

    private static final String KERNEL_SYMBOL = "kernel(";
    private static final String MODULE_SYMBOL = "ksym(";
    private static final String CRC_SEPARATOR = ") = 0";
    private static final int CRC_DIGITS_MAX = 16;

    private final JsonParser parser;

    SymbolReader(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * Adds the string that the parser is at to the table; false if it is no symbol with a CRC.
     *
     * <p>Packages may carry such names with other versions or none: those say nothing about kABI.
     */
    boolean addTo(SymbolTable table) throws IOException {
        char[] text = parser.getTextCharacters();
        int start = parser.getTextOffset();
        int end = start + parser.getTextLength();
        if (isAt(text, start, end, KERNEL_SYMBOL)) {
            return add(text, start + KERNEL_SYMBOL.length(), end, table.kernel());
        }
        return isAt(text, start, end, MODULE_SYMBOL)
                && add(text, start + MODULE_SYMBOL.length(), end, table.ksym());
    }

    private static boolean add(char[] text, int start, int end, Symbols symbols) {
        int close = start;
        while (close < end && !(text[close] == ')' && isAt(text, close, end, CRC_SEPARATOR))) {
            close++;
        }
        int sign = close + CRC_SEPARATOR.length();
        int first = sign + 1;
        int digits = end - first;
        if (digits < 1 || digits > CRC_DIGITS_MAX || (text[sign] != 'x' && text[sign] != 'X')) {
            return false;
        }
        // A number, however many zeros and whatever case it is written in.
        long crc = 0;
        for (int i = first; i < end; i++) {
            int digit = hexadecimal(text[i]);
            if (digit < 0) {
                return false;
            }
            crc = crc << 4 | digit;
        }
        symbols.add(new String(text, start, close - start), crc);
        return true;
    }

    private static int hexadecimal(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        if (c >= 'a' && c <= 'f') {
            return c - 'a' + 10;
        }
        return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
    }

    private static boolean isAt(char[] text, int start, int end, String expected) {
        if (end - start < expected.length()) {
            return false;
        }
        for (int i = 0; i < expected.length(); i++) {
            if (text[start + i] != expected.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
