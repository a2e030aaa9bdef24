package io.github.kernelpin.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** The variants of bootable kernel packages that kernelpin knows by name. */
public final class KernelVariant {

    /** The variant of the plain kernel. */
    public static final String DEFAULT = "default";

    /** The package that carries vmlinuz, by name, and its variant. */
    private static final Map<String, String> BY_PACKAGE =
            new TreeMap<>(
                    Map.ofEntries(
                            Map.entry("kernel-core", DEFAULT),
                            Map.entry("kernel-debug-core", "debug"),
                            Map.entry("kernel-rt-core", "rt"),
                            Map.entry("kernel-rt-debug-core", "rt-debug"),
                            Map.entry("kernel-64k-core", "64k"),
                            Map.entry("kernel-64k-debug-core", "64k-debug"),
                            Map.entry("kernel-rt-64k-core", "rt-64k"),
                            Map.entry("kernel-rt-64k-debug-core", "rt-64k-debug"),
                            Map.entry("kernel-16k-core", "16k"),
                            Map.entry("kernel-16k-debug-core", "16k-debug"),
                            Map.entry("kernel-zfcpdump-core", "zfcpdump"),
                            Map.entry("kernel-automotive-core", "automotive"),
                            Map.entry("kernel-uki-virt", "uki"),
                            Map.entry("kernel-debug-uki-virt", "uki-debug"),
                            Map.entry("kernel-uek", "uek"),
                            Map.entry("kernel-uek-core", "uek"),
                            Map.entry("kernel-uek-debug", "uek-debug"),
                            Map.entry("kernel-uek-debug-core", "uek-debug"),
                            Map.entry("kernel-uek64k-core", "uek-64k"),
                            Map.entry("kernel-plus-core", "plus"),
                            Map.entry("kernel-ml", "ml"),
                            Map.entry("kernel-ml-core", "ml"),
                            Map.entry("kernel-lt", "lt"),
                            Map.entry("kernel-lt-core", "lt")));

    private KernelVariant() {}

    /** The variant of a bootable package, or nothing if its name is not known. */
    public static Optional<String> of(String packageName) {
        return Optional.ofNullable(BY_PACKAGE.get(packageName));
    }

    /** Every variant that a pin may name, in alphabetical order. */
    public static List<String> known() {
        return List.copyOf(new TreeSet<>(BY_PACKAGE.values()));
    }
}
