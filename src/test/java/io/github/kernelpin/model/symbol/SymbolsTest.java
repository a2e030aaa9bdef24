package io.github.kernelpin.model.symbol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class SymbolsTest {

    @Test
    void symbolsAreEqualIfTheirCrcsAre() {
        assertEquals(symbols(1), symbols(1));
        assertEquals(symbols(1).hashCode(), symbols(1).hashCode());
        assertNotEquals(symbols(1), symbols(2));
        assertNotEquals(symbols(1).hashCode(), symbols(2).hashCode());
        assertNotEquals("{a=1}", symbols(1));
        assertEquals("{a=1}", symbols(1).toString());
    }

    @Test
    void whatIsAddedLaterIsFoundAsWell() {
        Symbols symbols = symbols(1);
        assertEquals(1, symbols.crcByName().size());
        for (int i = 0; i < 100; i++) {
            symbols.add("s" + i, i);
        }
        assertEquals(101, symbols.crcByName().size());
        assertEquals(99, symbols.crcByName().getOrDefault("s99", -1L));
        assertEquals("s99", symbols.name(100));
        assertEquals(99, symbols.crc(100));
    }

    @Test
    void aSymbolMayBeThereWithSeveralCrcs() {
        Symbols symbols = symbols(1);
        symbols.add("a", 2);
        symbols.add("b", 3);
        symbols.add("a", 4);
        assertTrue(symbols.has("a", 1));
        assertTrue(symbols.has("a", 2));
        assertTrue(symbols.has("a", 4));
        assertFalse(symbols.has("a", 3));
        assertTrue(symbols.has("b", 3));
        assertFalse(symbols.has("c", 1));
        assertEquals(Map.of("a", 4L, "b", 3L), symbols.crcByName());
    }

    private static Symbols symbols(long crc) {
        Symbols symbols = new Symbols();
        symbols.add("a", crc);
        return symbols;
    }
}
