package io.github.kernelpin.properties;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Looks for a world that a property does not hold in, and makes it as small as it gets. */
final class Counterexample {

    private static final int STEPS_MAX = 400;

    private final Consumer<World> property;

    private Counterexample(Consumer<World> property) {
        this.property = property;
    }

    /** Fails with the smallest world found for which the property does. */
    static void mustNotExist(Consumer<World> property) {
        new Counterexample(property).search();
    }

    private void search() {
        for (int seed = 0; seed < Worlds.COUNT; seed++) {
            World world = Worlds.get(seed);
            if (failure(world) != null) {
                World smallest = shrunk(world);
                throw new AssertionError(
                        "seed " + seed + "\n" + smallest.toml(), failure(smallest));
            }
        }
    }

    private @Nullable Throwable failure(World world) {
        try {
            property.accept(world);
            return null;
        } catch (AssertionError | RuntimeException e) {
            return e;
        }
    }

    private World shrunk(World world) {
        World smallest = world;
        for (int step = 0; step < STEPS_MAX; step++) {
            World smaller = null;
            for (World candidate : smaller(smallest)) {
                if (failure(candidate) != null) {
                    smaller = candidate;
                    break;
                }
            }
            if (smaller == null) {
                return smallest;
            }
            smallest = smaller;
        }
        return smallest;
    }

    /** The world with one thing less, for each thing. */
    private static List<World> smaller(World world) {
        List<World> smaller = new ArrayList<>();
        for (List<WorldPin> fewer : smaller(world.pins())) {
            smaller.add(world.withPins(fewer));
        }
        for (World.Part part : World.Part.values()) {
            for (List<String> fewer : smaller(world.of(part))) {
                smaller.add(world.with(part, fewer));
            }
        }
        for (int i = 0; i < world.pins().size(); i++) {
            for (WorldPin pin : world.pins().get(i).smaller()) {
                List<WorldPin> pins = new ArrayList<>(world.pins());
                pins.set(i, pin);
                smaller.add(world.withPins(pins));
            }
        }
        return smaller;
    }

    /** A list without one of its elements, for each element. */
    static <T> List<List<T>> smaller(List<T> all) {
        List<List<T>> smaller = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            List<T> fewer = new ArrayList<>(all);
            fewer.remove(i);
            smaller.add(List.copyOf(fewer));
        }
        return smaller;
    }
}
