package io.github.kernelpin.dnf;

import com.fasterxml.jackson.core.JsonParser;
import io.github.kernelpin.model.SymbolTable;
import io.github.kernelpin.model.Symbols;
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
    private static final String VERSION_SEPARATOR = ") = ";
    private static final int CRC_DIGITS_MAX = 16;

    private final RequestReader reader;
    private final JsonParser parser;

    SymbolReader(RequestReader reader) {
        this.reader = reader;
        this.parser = reader.parser();
    }

    /** Adds the string that the parser is at to the table; false if it is no symbol. */
    boolean addTo(SymbolTable table) throws IOException {
        char[] text = parser.getTextCharacters();
        int start = parser.getTextOffset();
        int end = start + parser.getTextLength();
        if (isAt(text, start, end, KERNEL_SYMBOL)) {
            add(text, start + KERNEL_SYMBOL.length(), end, table.kernel());
            return true;
        }
        if (isAt(text, start, end, MODULE_SYMBOL)) {
            add(text, start + MODULE_SYMBOL.length(), end, table.ksym());
            return true;
        }
        return false;
    }

    private void add(char[] text, int start, int end, Symbols symbols) throws IOException {
        int close = start;
        while (close < end && !(text[close] == ')' && isAt(text, close, end, VERSION_SEPARATOR))) {
            close++;
        }
        if (close == end) {
            throw reader.wrong("\"" + parser.getText() + "\" has no CRC");
        }
        long crc = crc(text, close + VERSION_SEPARATOR.length(), end);
        symbols.add(new String(text, start, close - start), crc);
    }

    /**
     * Reads {@code 0x1f2e3d4c}: a number, however many zeros and whatever case it is written in.
     */
    private long crc(char[] text, int start, int end) throws IOException {
        int first = start + 2;
        int digits = end - first;
        boolean good = isAt(text, start, end, "0x") || isAt(text, start, end, "0X");
        good &= digits > 0 && digits <= CRC_DIGITS_MAX;
        long crc = 0;
        for (int i = first; i < end && good; i++) {
            int digit = hexadecimal(text[i]);
            good = digit >= 0;
            crc = crc << 4 | digit;
        }
        if (!good) {
            throw reader.wrong(
                    "\""
                            + new String(text, start, end - start)
                            + "\" is no CRC: expected 0x and hexadecimal digits");
        }
        return crc;
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
