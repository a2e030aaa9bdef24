package io.github.kernelpin.model.symbol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

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
    private @Nullable Map<String, Long> byName;
    private @Nullable Map<String, Set<Long>> others;
    private int mapped;

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

    /** How many there are. */
    public int size() {
        return names.size();
    }

    /** The name of one of them, in the order in which they were added. */
    public String name(int index) {
        return names.get(index);
    }

    /** The CRC of one of them, in the order in which they were added. */
    public long crc(int index) {
        return crcs[index];
    }

    /** The CRC of each symbol; of one that occurs twice, the last. */
    public Map<String, Long> crcByName() {
        Map<String, Long> known = byName;
        if (known == null || mapped != names.size()) {
            known = new HashMap<>(names.size() * 2);
            Map<String, Set<Long>> several = new HashMap<>();
            for (int i = 0; i < names.size(); i++) {
                Long earlier = known.put(names.get(i), crcs[i]);
                if (earlier != null && earlier != crcs[i]) {
                    Set<Long> all = several.getOrDefault(names.get(i), new TreeSet<>());
                    all.add(earlier);
                    several.put(names.get(i), all);
                }
            }
            byName = known;
            others = several;
            mapped = names.size();
        }
        return known;
    }

    /** Tells whether a symbol is there with a CRC, and maybe with others as well. */
    public boolean has(String name, long crc) {
        Long last = crcByName().get(name);
        if (last == null || last == crc) {
            return last != null;
        }
        Map<String, Set<Long>> several = others;
        return several != null && several.getOrDefault(name, Set.of()).contains(crc);
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
