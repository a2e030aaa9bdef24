package io.github.kernelpin.properties;

import io.github.kernelpin.cases.file.PackageNotation;
import io.github.kernelpin.model.pin.Allowances;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.symbol.ModuleFile;
import io.github.kernelpin.model.transaction.HostState;
import io.github.kernelpin.model.transaction.PackageChange;
import io.github.kernelpin.model.transaction.Request;
import io.github.kernelpin.model.transaction.Transaction;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Pins, a host and a transaction, in the notation of the golden cases: small enough to be read
 * where a property fails, and to be made smaller line by line.
 */
public record World(
        List<WorldPin> pins, Map<Part, List<String>> lines, Circumstances circumstances) {

    /** The day on which it is judged. */
    static final String DATE = "2026-11-23";

    private static final String SEPARATOR = " | ";

    /** A list of lines, by its key in a golden case. */
    public enum Part {
        INSTALLED("installed"),
        TRANSACTION("transaction"),
        AVAILABLE("available"),
        PROVIDES("provides"),
        /** With the path, the vermagic and the symbols of a file. */
        MODULE_FILES("module_files"),
        ALLOW("allow");

        private final String key;

        Part(String key) {
            this.key = key;
        }
    }

    /** What there is one of. */
    public record Circumstances(
            String runningKernel, String bootDefault, int installonlyLimit, String command) {}

    public World {
        pins = List.copyOf(pins);
        Map<Part, List<String>> copy = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            copy.put(part, List.copyOf(lines.getOrDefault(part, List.of())));
        }
        lines = Map.copyOf(copy);
    }

    /** The lines of one list. */
    public List<String> of(Part part) {
        return lines.getOrDefault(part, List.of());
    }

    World with(Part part, List<String> others) {
        Map<Part, List<String>> changed = new EnumMap<>(lines);
        changed.put(part, others);
        return new World(pins, changed, circumstances);
    }

    World withMore(Part part, String... more) {
        List<String> all = new ArrayList<>(of(part));
        all.addAll(List.of(more));
        return with(part, all);
    }

    World withPins(List<WorldPin> others) {
        return new World(others, lines, circumstances);
    }

    /** A file of a module as one line. */
    static String moduleFile(String path, String vermagic, String needs) {
        return path + SEPARATOR + vermagic + SEPARATOR + needs;
    }

    /** The pins as they are in files of a directory. */
    public List<Pin> pinsIn(String directory) {
        List<Pin> read = new ArrayList<>();
        for (WorldPin pin : pins) {
            read.add(pin.pin(directory));
        }
        return read;
    }

    /** What dnf's plugin would ask for the host itself. */
    Request request() {
        return request("/");
    }

    /** Where a root has its pins. */
    public static String pinsOf(String root) {
        return (root.equals("/") ? "" : root) + "/etc/kernelpin/pins.d";
    }

    /** What dnf's plugin would ask for a root, all files of modules included. */
    public Request request(String root) {
        PackageNotation notation = new PackageNotation("repo");
        of(Part.PROVIDES).forEach(notation::describe);
        List<ModuleFile> files = new ArrayList<>();
        for (String line : of(Part.MODULE_FILES)) {
            String[] words = line.split(" \\| ", -1);
            files.add(PackageNotation.moduleFile(words[0], words[1], words[2]));
        }
        HostState host =
                new HostState(
                        notation.packages(of(Part.INSTALLED)),
                        files,
                        circumstances.runningKernel(),
                        circumstances.bootDefault(),
                        circumstances.installonlyLimit());
        List<PackageChange> changes = new ArrayList<>();
        for (String item : of(Part.TRANSACTION)) {
            changes.addAll(notation.changes(item));
        }
        Transaction transaction = new Transaction(host, changes);
        return new Request(
                "world",
                root,
                pinsOf(root),
                PackageNotation.command(circumstances.command(), transaction),
                transaction,
                notation.packages(of(Part.AVAILABLE)),
                List.of(),
                Allowances.parse(of(Part.ALLOW), DATE),
                true);
    }

    /** The start of a golden case, without what is expected. */
    String toml() {
        StringBuilder text = new StringBuilder("pins = '''\n");
        for (WorldPin pin : pins) {
            text.append(pin.toml());
        }
        text.append("'''\n");
        for (Part part : Part.values()) {
            if (!of(part).isEmpty()) {
                text.append(part.key).append(" = [\n");
                for (String line : of(part)) {
                    text.append("    ").append(value(part, line)).append(",\n");
                }
                text.append("]\n");
            }
        }
        return text.append("running_kernel = \"" + circumstances.runningKernel() + "\"\n")
                .append("boot_default = \"" + circumstances.bootDefault() + "\"\n")
                .append("installonly_limit = " + circumstances.installonlyLimit() + "\n")
                .append("command = \"" + circumstances.command() + "\"\n")
                .append("date = \"" + DATE + "\"\n")
                .toString();
    }

    private static String value(Part part, String line) {
        if (part != Part.MODULE_FILES) {
            return WorldPin.quoted(line);
        }
        String[] words = line.split(" \\| ", -1);
        return "{ path = \"%s\", vermagic = \"%s\", needs = \"%s\" }"
                .formatted(words[0], words[1], words[2]);
    }
}
