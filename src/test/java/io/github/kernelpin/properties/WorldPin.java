package io.github.kernelpin.properties;

import io.github.kernelpin.config.pin.RhelMinorsTable;
import io.github.kernelpin.model.kernel.KernelSpec;
import io.github.kernelpin.model.kernel.RhelMinors;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.rpm.VersionRange;
import io.github.kernelpin.model.verdict.SourceLocation;
import java.util.ArrayList;
import java.util.List;

/** A pin of a world, as its file has it; each is in a file of its own. */
public record WorldPin(
        String id,
        List<String> kernels,
        List<String> denied,
        List<String> variants,
        boolean warns,
        List<Module> modules) {

    private static final RhelMinors MINORS = RhelMinorsTable.load();

    /** A table {@code [[pin.module]]}; what is empty is left out. */
    public record Module(String name, String packageName, String version, String symbols) {}

    public WorldPin {
        kernels = List.copyOf(kernels);
        denied = List.copyOf(denied);
        variants = List.copyOf(variants);
        modules = List.copyOf(modules);
    }

    WorldPin withWarning(boolean warning) {
        return new WorldPin(id, kernels, denied, variants, warning, modules);
    }

    WorldPin withModules(List<Module> others) {
        return new WorldPin(id, kernels, denied, variants, warns, others);
    }

    /** The pin without one of its parts, for each part that it can do without. */
    List<WorldPin> smaller() {
        List<WorldPin> smaller = new ArrayList<>();
        for (List<String> fewer : Counterexample.smaller(kernels)) {
            smaller.add(new WorldPin(id, fewer, denied, variants, warns, modules));
        }
        for (List<String> fewer : Counterexample.smaller(denied)) {
            smaller.add(new WorldPin(id, kernels, fewer, variants, warns, modules));
        }
        for (List<String> fewer : Counterexample.smaller(variants)) {
            smaller.add(new WorldPin(id, kernels, denied, fewer, warns, modules));
        }
        for (List<Module> fewer : Counterexample.smaller(modules)) {
            smaller.add(withModules(fewer));
        }
        smaller.removeIf(
                pin -> pin.kernels.isEmpty() && pin.denied.isEmpty() && pin.modules.isEmpty());
        return smaller;
    }

    /** Its file in a directory of pins. */
    public String file() {
        return id + ".toml";
    }

    /** What the file says. */
    public String toml() {
        StringBuilder text = new StringBuilder("[[pin]]\n");
        text.append("id = ").append(quoted(id)).append('\n');
        text.append("reason = ").append(quoted(reason())).append('\n');
        text.append("action = ").append(quoted(warns ? "warn" : "refuse")).append('\n');
        text.append(kernels.isEmpty() ? "" : "kernel = " + quoted(kernels) + "\n");
        text.append(variants.isEmpty() ? "" : "variant = " + quoted(variants) + "\n");
        for (String each : denied) {
            text.append("[[pin.deny]]\nkernel = ").append(quoted(each)).append('\n');
        }
        for (Module each : modules) {
            text.append("[[pin.module]]\nname = ").append(quoted(each.name())).append('\n');
            append(text, "package", each.packageName());
            append(text, "version", each.version());
            append(text, "symbols", each.symbols());
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String key, String value) {
        if (!value.isEmpty()) {
            text.append(key).append(" = ").append(quoted(value)).append('\n');
        }
    }

    static String quoted(String text) {
        return '"' + text + '"';
    }

    static String quoted(List<String> texts) {
        List<String> quoted = new ArrayList<>();
        for (String each : texts) {
            quoted.add(quoted(each));
        }
        return "[" + String.join(", ", quoted) + "]";
    }

    private String reason() {
        return "because of " + id;
    }

    /**
     * What the file comes to, made by hand.
     *
     * @param directory the directory of the pin files, as messages name it
     */
    Pin pin(String directory) {
        String file = directory + "/" + file();
        List<KernelSpec> specs = new ArrayList<>();
        for (String each : kernels) {
            specs.add(KernelSpec.parse(each, MINORS));
        }
        int line = 5 + (kernels.isEmpty() ? 0 : 1) + (variants.isEmpty() ? 0 : 1);
        List<Pin.DeniedKernel> bad = new ArrayList<>();
        for (String each : denied) {
            bad.add(
                    new Pin.DeniedKernel(
                            KernelSpec.parse(each, MINORS), "", new SourceLocation(file, line, 1)));
            line += 2;
        }
        List<Pin.PinnedModule> pinned = new ArrayList<>();
        for (Module each : modules) {
            pinned.add(module(each, new SourceLocation(file, line, 1)));
            line += 2;
            for (String value : List.of(each.packageName(), each.version(), each.symbols())) {
                line += value.isEmpty() ? 0 : 1;
            }
        }
        return new Pin(
                id,
                reason(),
                specs,
                bad,
                variants,
                warns ? Pin.Action.WARN : Pin.Action.REFUSE,
                pinned,
                new SourceLocation(file, 1, 1));
    }

    private static Pin.PinnedModule module(Module module, SourceLocation location) {
        Pin.SymbolPolicy policy = Pin.SymbolPolicy.ON;
        for (Pin.SymbolPolicy each : Pin.SymbolPolicy.values()) {
            policy = each.id().equals(module.symbols()) ? each : policy;
        }
        return new Pin.PinnedModule(
                module.name(),
                module.packageName(),
                module.version().isEmpty() ? null : VersionRange.parse(module.version()),
                policy,
                location);
    }
}
