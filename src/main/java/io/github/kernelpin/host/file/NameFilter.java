package io.github.kernelpin.host.file;

import java.util.Set;

/** Tells by the hash code alone that most names are none of those wanted. */
public final class NameFilter {

    private static final int SLOTS_PER_NAME = 8;

    private final Set<String> wanted;
    private final boolean[] slots;

    public NameFilter(Set<String> wanted) {
        this.wanted = wanted;
        slots = new boolean[Math.max(SLOTS_PER_NAME, wanted.size() * SLOTS_PER_NAME)];
        for (String name : wanted) {
            slots[slot(name.hashCode())] = true;
        }
    }

    public boolean mayHave(int hash) {
        return slots[slot(hash)];
    }

    public boolean has(String name) {
        return wanted.contains(name);
    }

    private int slot(int hash) {
        return Integer.remainderUnsigned(hash, slots.length);
    }
}
