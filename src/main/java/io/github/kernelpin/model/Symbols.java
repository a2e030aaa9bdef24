package io.github.kernelpin.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Symbols and their CRCs, to be filled and then looked up.
 *
 * <p>A kernel has many thousands, and most transactions look up none: the map is made on demand.
 */
public final class Symbols {

    private static final long[] NONE = {};
    private static final int CAPACITY_MIN = 16;

    private final List<String> names = new ArrayList<>();
    private long[] crcs = NONE;

    public void add(String name, long crc) {
        int size = names.size();
        if (size == crcs.length) {
            crcs = Arrays.copyOf(crcs, Math.max(CAPACITY_MIN, size * 2));
        }
        crcs[size] = crc;
        names.add(name);
    }

    public boolean isEmpty() {
        return names.isEmpty();
    }

    /** The CRC of each symbol, as a new map; of a symbol that occurs twice, the last one. */
    public Map<String, Long> crcByName() {
        Map<String, Long> byName = new HashMap<>(names.size() * 2);
        for (int i = 0; i < names.size(); i++) {
            byName.put(names.get(i), crcs[i]);
        }
        return byName;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Symbols symbols && crcByName().equals(symbols.crcByName());
    }

    @Override
    public int hashCode() {
        return crcByName().hashCode();
    }

    @Override
    public String toString() {
        return crcByName().toString();
    }
}
