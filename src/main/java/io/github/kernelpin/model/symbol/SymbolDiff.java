package io.github.kernelpin.model.symbol;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * The symbols that a module needs and that are absent, or there with another CRC. CRCs are compared
 * as numbers.
 */
public final class SymbolDiff {

    private final List<String> missing = new ArrayList<>();
    private final List<Changed> changed = new ArrayList<>();
    private int compared;

    /** A symbol with another CRC than the module was built with. */
    public record Changed(String name, long needed, long provided) {

        /** {@code sock_create_kern 0x1f2e3d4c -> 0x5a6b7c8d}, with two blanks after the name. */
        public String describe() {
            return name + "  " + hexadecimal(needed) + " -> " + hexadecimal(provided);
        }
    }

    /** Adds what one list of required symbols lacks; any provider of a symbol will do. */
    public void compare(Symbols required, List<Symbols> providers) {
        for (int i = 0; i < required.size(); i++) {
            String name = required.name(i);
            Long provided = null;
            boolean same = false;
            for (Symbols symbols : providers) {
                Long crc = symbols.crcByName().get(name);
                provided = crc == null ? provided : crc;
                same |= crc != null && symbols.has(name, required.crc(i));
            }
            compared++;
            if (provided == null) {
                missing.add(name);
            } else if (!same) {
                changed.add(new Changed(name, required.crc(i), provided));
            }
        }
    }

    /** Tells whether a symbol is absent, or has another CRC. */
    public boolean disagreesOn(String name) {
        for (Changed each : changed) {
            if (each.name().equals(name)) {
                return true;
            }
        }
        return missing.contains(name);
    }

    /** {@code 0x1f2e3d4c}, with the leading zeros that RPM dependencies have. */
    public static String hexadecimal(long crc) {
        String digits = Long.toHexString(crc);
        StringBuilder text = new StringBuilder("0x");
        for (int i = digits.length(); i < 8; i++) {
            text.append('0');
        }
        return text.append(digits).toString();
    }

    /** The names of those that are absent, in alphabetical order. */
    public List<String> missing() {
        List<String> sorted = new ArrayList<>(missing);
        Collections.sort(sorted);
        return List.copyOf(sorted);
    }

    /** Those that are there with another CRC, in the order of their names. */
    public List<Changed> changed() {
        List<Changed> sorted = new ArrayList<>(changed);
        sorted.sort(new ByName());
        return List.copyOf(sorted);
    }

    private static final class ByName implements Comparator<Changed> {
        @Override
        public int compare(Changed a, Changed b) {
            int order = a.name().compareTo(b.name());
            return order != 0 ? order : Long.compare(a.needed(), b.needed());
        }
    }

    /** How many symbols were looked up. */
    public int compared() {
        return compared;
    }

    /** How many of them are absent or changed. */
    public int disagreeing() {
        return missing.size() + changed.size();
    }
}
