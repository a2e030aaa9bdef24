package io.github.kernelpin.properties;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Makes up one world by chance. */
final class WorldSource {

    private static final List<String> FAMILIES =
            List.of(
                    "kernel",
                    "kernel",
                    "kernel",
                    "kernel",
                    "kernel-rt",
                    "kernel-debug",
                    "kernel-odd");

    private static final List<String> ORDINARY =
            List.of(
                    "+bash-4.4.20-2.el8.x86_64",
                    "-nano-2.9.8-1.el8.x86_64",
                    "+vim-8.2-1.el8.x86_64 > vim-8.0-1.el8.x86_64",
                    "+kernel-headers-4.18.0-348.el8.x86_64",
                    "+perf-4.18.0-372.9.1.el8.x86_64");

    private final Random random;
    private final PackageSource packages;
    private final PinSource pins;
    private final Set<String> installed = new LinkedHashSet<>();
    private final Set<String> available = new LinkedHashSet<>();
    private final List<String> transaction = new ArrayList<>();
    private final Set<String> touched = new TreeSet<>();
    private final int limit;

    WorldSource(Random random) {
        this.random = random;
        this.packages = new PackageSource(random);
        this.pins = new PinSource(random);
        this.limit = List.of(0, 2, 3).get(random.nextInt(3));
    }

    World world() {
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            installed.addAll(kernel());
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            installed.add(packages.module());
        }
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            change();
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            available.addAll(kernel());
        }
        Map<World.Part, List<String>> lines = new EnumMap<>(World.Part.class);
        lines.put(World.Part.INSTALLED, List.copyOf(installed));
        lines.put(World.Part.TRANSACTION, transaction);
        lines.put(World.Part.AVAILABLE, List.copyOf(available));
        lines.put(World.Part.MODULE_FILES, packages.moduleFiles(List.copyOf(installed)));
        lines.put(World.Part.ALLOW, allowances());
        lines.put(World.Part.PACKAGES, packages.facts());
        return new World(pins.pins(), lines, circumstances());
    }

    private World.Circumstances circumstances() {
        return new World.Circumstances(
                unameOrNone(),
                unameOrNone(),
                limit,
                List.of("upgrade", "", "install kernel-core").get(random.nextInt(3)));
    }

    private String unameOrNone() {
        List<String> kernels = booting(installed);
        return kernels.isEmpty() || random.nextInt(3) == 0
                ? ""
                : SmallKernels.uname(kernels.get(random.nextInt(kernels.size())));
    }

    private List<String> allowances() {
        List<String> allowances = new ArrayList<>();
        for (String item : transaction) {
            String nevra = item.substring(1).split(" ", -1)[0];
            if (item.startsWith("+") && SmallKernels.boots(nevra) && random.nextInt(4) == 0) {
                String suffix =
                        List.of("", ".x86_64", "@2026-12-31", "@2026-11-22").get(random.nextInt(4));
                allowances.add(SmallKernels.version(nevra) + suffix);
            }
        }
        return allowances;
    }

    private static List<String> booting(Iterable<String> nevras) {
        List<String> booting = new ArrayList<>();
        for (String each : nevras) {
            if (SmallKernels.boots(each)) {
                booting.add(each);
            }
        }
        return booting;
    }

    private List<String> kernel() {
        String family = FAMILIES.get(random.nextInt(FAMILIES.size()));
        String version = SmallKernels.VERSIONS.get(random.nextInt(SmallKernels.VERSIONS.size()));
        return packages.kernel(family, version, random.nextInt(12) == 0 ? "aarch64" : "x86_64");
    }

    private void change() {
        switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> addKernel();
            case 4 -> removeKernel();
            case 5 -> removeOne("-modules");
            case 6 -> replaceModule();
            case 7 -> removeOne("kmod-");
            case 8 -> reinstall();
            default -> changeOrdinary(ORDINARY.get(random.nextInt(ORDINARY.size())));
        }
    }

    private void changeOrdinary(String item) {
        String leaving = item.startsWith("-") ? item.substring(1) : item.replaceFirst(".* > ", "");
        if (!leaving.startsWith("+")) {
            installed.add(leaving);
        }
        touch(item);
    }

    /** Adds an item, unless something happens to that package already. */
    private void touch(String item) {
        String[] nevras = item.substring(1).split(" > ", -1);
        boolean isNew = true;
        for (String nevra : nevras) {
            isNew &= !touched.contains(nevra);
        }
        if (isNew) {
            touched.addAll(List.of(nevras));
            transaction.add(item);
        }
    }

    private void addKernel() {
        List<String> parts = kernel();
        if (installed.containsAll(parts)) {
            return;
        }
        List<String> alike = new ArrayList<>();
        for (String each : booting(installed)) {
            if (SmallKernels.name(each).equals(SmallKernels.name(parts.get(0)))) {
                alike.add(each);
            }
        }
        String replaced = alike.isEmpty() || random.nextInt(8) > 0 ? "" : " > " + alike.get(0);
        for (String part : parts) {
            if (!installed.contains(part)) {
                touch("+" + part + (part.equals(parts.get(0)) ? replaced : ""));
            }
        }
        if (random.nextBoolean()) {
            available.addAll(parts);
        }
        if (limit > 0 && alike.size() >= limit) {
            removeAll(alike.get(random.nextInt(alike.size())));
        }
    }

    private void removeKernel() {
        List<String> kernels = booting(installed);
        if (!kernels.isEmpty()) {
            removeAll(kernels.get(random.nextInt(kernels.size())));
        }
    }

    private void removeAll(String core) {
        for (String each : installed) {
            boolean isPart =
                    SmallKernels.version(each).equals(SmallKernels.version(core))
                            && SmallKernels.arch(each).equals(SmallKernels.arch(core));
            boolean isModule = each.startsWith("kmod-") && random.nextInt(6) == 0;
            if (isPart || isModule) {
                touch("-" + each);
            }
        }
    }

    private void removeOne(String word) {
        for (String each : installed) {
            if (each.contains(word) && random.nextBoolean()) {
                touch("-" + each);
                return;
            }
        }
    }

    private void replaceModule() {
        String arriving = packages.module();
        if (installed.contains(arriving)) {
            return;
        }
        for (String each : installed) {
            if (each.startsWith("kmod-drbd")) {
                touch("+" + arriving + " > " + each);
                return;
            }
        }
        touch("+" + arriving);
    }

    private void reinstall() {
        List<String> all = List.copyOf(installed);
        touch("=" + all.get(random.nextInt(all.size())));
    }
}
