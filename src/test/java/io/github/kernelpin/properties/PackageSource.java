package io.github.kernelpin.properties;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Makes up packages of kernels and modules, and what they provide and need, by chance. */
final class PackageSource {

    private static final int SYMBOLS = 5;

    /** The part of a kernel that each symbol is in. */
    private static final List<String> HOMES =
            List.of("-core", "-core", "-core", "-modules", "-modules-extra");

    private static final List<String> MODULES =
            List.of(
                    "kmod-drbd-9.1.2-1.el8.x86_64",
                    "kmod-drbd-9.1.5-1.el8.x86_64",
                    "kmod-drbd-9.2.0-1.el8.x86_64",
                    "kmod-drbd-1:9.1.5-1.el8.x86_64",
                    "kmod-drbd-9.1.5-1.el8.aarch64",
                    "kmod-drbd9x-9.1.5-1.el8.x86_64",
                    "kmod-zfs-2.1.0-1.el8.x86_64",
                    "kmod-zfs-2.2.0-1.el8.x86_64");

    private static final List<String> PROVIDED_BY_SUCCESSOR =
            List.of("kmod-drbd", "kmod-drbd = 9.1.5-1.el8", "kmod-drbd = 9.2.0-1.el8", "drbd-kmod");

    private final Random random;
    private final Set<String> facts = new LinkedHashSet<>();
    private final Set<String> described = new LinkedHashSet<>();

    /** The kernel with which each symbol changes for good, and the one that lacks it. */
    private final int[] changes = new int[SYMBOLS];

    private final int[] lacks = new int[SYMBOLS];

    PackageSource(Random random) {
        this.random = random;
        for (int i = 0; i < SYMBOLS; i++) {
            changes[i] = random.nextInt(4 * SmallKernels.VERSIONS.size());
            lacks[i] = random.nextInt(4 * SmallKernels.VERSIONS.size());
        }
    }

    /** What there is to know of the packages, as lines. */
    List<String> facts() {
        return List.copyOf(facts);
    }

    /** The packages of a kernel that somebody may have installed; the one that boots is first. */
    List<String> kernel(String family, String version, String arch) {
        List<String> parts = new ArrayList<>();
        parts.add(family + "-core-" + version + "." + arch);
        for (String part : List.of("-modules", "-modules-extra", "")) {
            if (random.nextInt(part.equals("-modules") ? 8 : 2) > 0) {
                parts.add(family + part + "-" + version + "." + arch);
            }
        }
        if (!SmallKernels.isPlain(parts.get(0))) {
            facts.add(
                    World.provides(
                            parts.get(0), "kernel-uname-r = " + SmallKernels.uname(parts.get(0))));
        }
        boolean hasSymbols = random.nextInt(6) > 0;
        for (String part : parts) {
            if (described.add(part) && hasSymbols) {
                addSymbols(part, family, SmallKernels.VERSIONS.indexOf(version));
            }
        }
        return parts;
    }

    private void addSymbols(String part, String family, int version) {
        for (int i = 0; i < SYMBOLS; i++) {
            if (lacks[i] != version && SmallKernels.name(part).equals(family + HOMES.get(i))) {
                facts.add(World.provides(part, symbol(i, version)));
            }
        }
    }

    private String symbol(int index, int version) {
        return "kernel(s" + index + ") = 0x" + index + (changes[index] <= version ? "b" : "a");
    }

    /** A package of a module. */
    String module() {
        String nevra = MODULES.get(random.nextInt(MODULES.size()));
        if (!described.add(nevra)) {
            return nevra;
        }
        for (String needed : needs()) {
            facts.add(World.requires(nevra, needed));
        }
        if (nevra.contains("zfs")) {
            facts.add(World.provides(nevra, "ksym(z) = 0x" + (random.nextBoolean() ? "a" : "b")));
        } else if (random.nextInt(4) == 0) {
            facts.add(World.requires(nevra, "ksym(z) = 0xa"));
        }
        while (nevra.contains("drbd9x") && random.nextInt(3) > 0) {
            facts.add(World.provides(nevra, PROVIDED_BY_SUCCESSOR.get(random.nextInt(4))));
        }
        return nevra;
    }

    /** What a module needs that was built with one of the kernels; may be nothing. */
    private List<String> needs() {
        int version = random.nextInt(SmallKernels.VERSIONS.size());
        List<String> needs = new ArrayList<>();
        for (int i = 0; i < SYMBOLS && random.nextInt(8) > 0; i++) {
            needs.add(symbol(i, version));
        }
        return needs;
    }

    /** Files of a module that no package owns, mostly below installed kernels. */
    List<String> moduleFiles(List<String> installed) {
        List<String> files = new ArrayList<>();
        for (String each : installed) {
            if (SmallKernels.boots(each) && random.nextBoolean()) {
                String uname = SmallKernels.uname(each);
                String folder = List.of("extra", "misc", "updates").get(random.nextInt(3));
                files.add(
                        World.moduleFile(
                                "/lib/modules/" + uname + "/" + folder + "/npreal2.ko",
                                random.nextBoolean() ? "" : uname + " SMP mod_unload",
                                String.join(", ", needs())));
            }
        }
        if (random.nextInt(8) == 0) {
            files.add(World.moduleFile("/opt/npreal2.ko", "", String.join(", ", needs())));
        }
        return files;
    }
}
