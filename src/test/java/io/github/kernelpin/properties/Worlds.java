package io.github.kernelpin.properties;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The worlds that properties are tried in: the same ones each time, one for each seed. */
public final class Worlds {

    /** How many there are. */
    public static final int COUNT = 2000;

    private static final List<World> ALL = all();

    private Worlds() {}

    private static List<World> all() {
        List<World> worlds = new ArrayList<>();
        for (int seed = 0; seed < COUNT; seed++) {
            // Not the seed itself: generators with neighbouring seeds start with alike numbers.
            worlds.add(new WorldSource(new Random(seed * 0x9E3779B97F4A7C15L)).world());
        }
        return List.copyOf(worlds);
    }

    /** The world of a seed. */
    public static World get(int seed) {
        return ALL.get(seed);
    }
}
