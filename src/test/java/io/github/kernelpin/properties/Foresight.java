package io.github.kernelpin.properties;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What is installed before and after a world's transaction, found in its lines alone: by other
 * means than the rules use, so that both can be compared.
 */
final class Foresight {

    private final World world;
    private final Set<String> before;
    private final Set<String> after;

    private Foresight(World world, Set<String> before, Set<String> after) {
        this.world = world;
        this.before = before;
        this.after = after;
    }

    static Foresight of(World world) {
        Set<String> before = new LinkedHashSet<>(world.of(World.Part.INSTALLED));
        Set<String> after = new LinkedHashSet<>(before);
        for (String item : world.of(World.Part.TRANSACTION)) {
            String[] nevras = item.substring(1).split(" > ", -1);
            if (item.startsWith("-")) {
                after.remove(nevras[0]);
            }
            if (nevras.length > 1) {
                after.remove(nevras[1]);
            }
        }
        for (String item : world.of(World.Part.TRANSACTION)) {
            if (item.startsWith("+")) {
                after.add(item.substring(1).split(" > ", -1)[0]);
            }
        }
        return new Foresight(world, before, after);
    }

    Set<String> before() {
        return before;
    }

    Set<String> after() {
        return after;
    }

    /** What is not installed so far. */
    List<String> arriving() {
        List<String> arriving = new ArrayList<>(after);
        arriving.removeAll(before);
        return arriving;
    }

    /** Tells whether the operator lets a kernel in on the day of the world. */
    boolean isAllowedByName(String kernel) {
        String version = SmallKernels.version(kernel);
        for (String word : world.of(World.Part.ALLOW)) {
            String[] parts = word.split("@", -1);
            boolean inForce = parts.length == 1 || parts[1].compareTo(World.DATE) >= 0;
            boolean isNamed =
                    parts[0].equals(version)
                            || parts[0].equals(version + "." + SmallKernels.arch(kernel));
            if (inForce && isNamed) {
                return true;
            }
        }
        return false;
    }

    /** What the lines say that a package provides. */
    List<String> provided(String nevra) {
        return said(World.provides(nevra, ""));
    }

    /** What the lines say that a package requires. */
    List<String> required(String nevra) {
        return said(World.requires(nevra, ""));
    }

    private List<String> said(String start) {
        List<String> said = new ArrayList<>();
        for (String line : world.of(World.Part.PACKAGES)) {
            if (line.startsWith(start)) {
                said.add(line.substring(start.length()));
            }
        }
        return said;
    }

    /** Tells whether a package is that of a module, or takes its place. */
    boolean carries(String nevra, String packageName) {
        boolean carries = SmallKernels.name(nevra).equals(packageName);
        for (String provided : provided(nevra)) {
            carries |= provided.split(" ", -1)[0].equals(packageName);
        }
        return carries;
    }

    /** The symbols of a kernel as it will be, with CRCs. */
    Set<String> symbolsOf(String kernel) {
        String family = SmallKernels.name(kernel).replace("-core", "");
        Set<String> symbols = new LinkedHashSet<>();
        for (String each : after) {
            boolean isPart = false;
            for (String part : List.of("-core", "-modules", "-modules-extra")) {
                isPart |= SmallKernels.name(each).equals(family + part);
            }
            if (isPart
                    && SmallKernels.version(each).equals(SmallKernels.version(kernel))
                    && SmallKernels.arch(each).equals(SmallKernels.arch(kernel))) {
                symbols.addAll(provided(each));
            }
        }
        symbols.removeIf(symbol -> !symbol.startsWith("kernel("));
        return symbols;
    }

    /** Tells whether all symbols that a module's package needs are there with a kernel. */
    boolean loads(String module, String kernel) {
        Set<String> symbols = symbolsOf(kernel);
        for (String each : after) {
            symbols.addAll(provided(each).stream().filter(any -> any.startsWith("ksym")).toList());
        }
        return symbols.containsAll(required(module));
    }
}
