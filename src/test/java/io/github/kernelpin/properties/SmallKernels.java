package io.github.kernelpin.properties;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The few kernels of all worlds, oldest first, and what entries of pins mean among them: written
 * down by hand, so that it owes nothing to how kernelpin reads versions.
 */
final class SmallKernels {

    static final List<String> VERSIONS =
            List.of(
                    "4.18.0-305.el8",
                    "4.18.0-305.10.2.el8_4",
                    "4.18.0-305.25.1.el8_4",
                    "4.18.0-305.25.1.el8_4.cloud.0.1",
                    "4.18.0-305.40.1.el8_4",
                    "4.18.0-348.el8",
                    "4.18.0-348.7.1.el8_5",
                    "4.18.0-372.9.1.el8",
                    "4.18.0-3050.el8");

    /** The first and the last kernel that an entry means. */
    private static final Map<String, int[]> ENTRIES = entries();

    /** Which variant each package is that boots; that of the last is not known. */
    private static final Map<String, String> VARIANTS =
            Map.of(
                    "kernel-core", "default",
                    "kernel-rt-core", "rt",
                    "kernel-debug-core", "debug",
                    "kernel-odd-core", "");

    private SmallKernels() {}

    private static Map<String, int[]> entries() {
        Map<String, int[]> entries = new TreeMap<>();
        entries.put("rhel:8.4", new int[] {0, 4});
        entries.put("rhel:8.5", new int[] {5, 6});
        entries.put("4.18.0-305", new int[] {0, 4});
        entries.put("4.18.0-372", new int[] {7, 7});
        entries.put("4.18.0-305.25.1", new int[] {2, 3});
        entries.put("4.18.0-305.25.1.el8_4", new int[] {2, 2});
        entries.put(">= 4.18.0-305.10.2, < 4.18.0-306", new int[] {1, 4});
        entries.put("<= 4.18.0-305.25.1.el8_4", new int[] {0, 2});
        entries.put(">= 4.18.0-348", new int[] {5, 8});
        entries.put("< 4.18.0-348", new int[] {0, 4});
        return entries;
    }

    /** Every entry that a pin may have. */
    static List<String> pinnable() {
        return List.copyOf(ENTRIES.keySet());
    }

    /** Tells whether a package boots. */
    static boolean boots(String nevra) {
        return VARIANTS.containsKey(name(nevra));
    }

    static boolean isPlain(String nevra) {
        return name(nevra).equals("kernel-core");
    }

    /** Tells whether a pin is about a kernel. */
    static boolean concerns(WorldPin pin, String nevra) {
        String variant = VARIANTS.get(name(nevra));
        return variant != null
                && (pin.variants().isEmpty()
                        || variant.isEmpty()
                        || pin.variants().contains(variant));
    }

    /** Tells whether a pin that is about a kernel lets it in. */
    static boolean fits(WorldPin pin, String nevra) {
        int version = VERSIONS.indexOf(version(nevra));
        return (pin.kernels().isEmpty() || isAmong(pin.kernels(), version))
                && !isAmong(pin.denied(), version);
    }

    private static boolean isAmong(List<String> entries, int version) {
        for (String entry : entries) {
            int[] range = ENTRIES.getOrDefault(entry, new int[] {1, 0});
            if (version >= range[0] && version <= range[1]) {
                return true;
            }
        }
        return false;
    }

    /** {@code kernel-core} of {@code kernel-core-4.18.0-305.el8.x86_64}. */
    static String name(String nevra) {
        return nevra.substring(0, nevra.lastIndexOf('-', nevra.lastIndexOf('-') - 1));
    }

    /** {@code 4.18.0-305.el8} of {@code kernel-core-4.18.0-305.el8.x86_64}. */
    static String version(String nevra) {
        return nevra.substring(name(nevra).length() + 1, nevra.lastIndexOf('.'));
    }

    /** {@code x86_64} of {@code kernel-core-4.18.0-305.el8.x86_64}. */
    static String arch(String nevra) {
        return nevra.substring(nevra.lastIndexOf('.') + 1);
    }

    /** {@code uname -r} of a package that boots. */
    static String uname(String nevra) {
        String variant = VARIANTS.getOrDefault(name(nevra), "");
        String suffix = variant.isEmpty() ? "+odd" : "+" + variant;
        return version(nevra) + "." + arch(nevra) + (isPlain(nevra) ? "" : suffix);
    }

    /** Tells whether a package has the drivers of a kernel, those of disks above all. */
    static boolean hasDriversOf(String kernel, String nevra) {
        String family = name(kernel).substring(0, name(kernel).length() - "-core".length());
        return name(nevra).equals(family + "-modules")
                && version(nevra).equals(version(kernel))
                && arch(nevra).equals(arch(kernel));
    }
}
