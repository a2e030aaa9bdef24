package io.github.kernelpin.properties;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes up the pins of a world by chance. */
final class PinSource {

    private static final List<String> VARIANTS = List.of("default", "rt", "debug");

    private final Random random;

    PinSource(Random random) {
        this.random = random;
    }

    List<WorldPin> pins() {
        List<WorldPin> pins = new ArrayList<>();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            pins.add(pin("p" + i));
        }
        return pins;
    }

    private WorldPin pin(String id) {
        List<String> kernels = random.nextInt(4) == 0 ? List.of() : some(SmallKernels.pinnable());
        List<String> denied = random.nextInt(3) == 0 ? some(SmallKernels.pinnable()) : List.of();
        List<String> variants = random.nextInt(3) == 0 ? some(VARIANTS) : List.of();
        List<WorldPin.Module> modules = new ArrayList<>();
        if (random.nextInt(3) > 0 || (kernels.isEmpty() && denied.isEmpty())) {
            String version = random.nextInt(3) == 0 ? "" : ">= 9.1.2, < 9.2";
            modules.add(new WorldPin.Module("drbd", "kmod-drbd", version, policy()));
        }
        if (random.nextInt(4) == 0) {
            modules.add(new WorldPin.Module("zfs", "kmod-zfs", "", policy()));
        }
        if (random.nextInt(3) == 0) {
            modules.add(new WorldPin.Module("npreal2", "", "", policy()));
        }
        return new WorldPin(id, kernels, denied, variants, random.nextInt(4) == 0, modules);
    }

    private String policy() {
        return List.of("", "", "on", "strict", "warn", "off").get(random.nextInt(6));
    }

    private List<String> some(List<String> all) {
        List<String> some = new ArrayList<>();
        some.add(all.get(random.nextInt(all.size())));
        if (random.nextInt(3) == 0) {
            some.add(all.get(random.nextInt(all.size())));
        }
        return some;
    }
}
