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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Pins, a host and a transaction, as lines: small enough to be read where a property fails, where
 * they are printed as a case for {@code kernelpin test}, and to be made smaller line by line.
 */
public record World(
        List<WorldPin> pins, Map<Part, List<String>> lines, Circumstances circumstances) {

    /** The day on which it is judged. */
    static final String DATE = "2026-11-23";

    /** Where all of its packages are from. */
    static final String REPOSITORY = "repo";

    private static final String SEPARATOR = " | ";
    private static final String PROVIDES = " provides ";
    private static final String REQUIRES = " requires ";

    /** A list of lines. */
    public enum Part {
        INSTALLED,
        TRANSACTION,
        AVAILABLE,
        /** With a NEVRA and one capability that this package provides or requires. */
        PACKAGES,
        /** With the path, the vermagic and the symbols of a file. */
        MODULE_FILES,
        ALLOW
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

    /** A line that says what a package provides. */
    static String provides(String nevra, String capability) {
        return nevra + PROVIDES + capability;
    }

    /** A line that says what a package requires. */
    static String requires(String nevra, String capability) {
        return nevra + REQUIRES + capability;
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
        PackageNotation notation = new PackageNotation(REPOSITORY);
        for (String line : of(Part.PACKAGES)) {
            String[] provided = line.split(PROVIDES, -1);
            String[] required = line.split(REQUIRES, -1);
            if (provided.length > 1) {
                notation.provide(provided[0], provided[1]);
            } else {
                notation.require(required[0], required[1]);
            }
        }
        List<ModuleFile> files = new ArrayList<>();
        for (String line : of(Part.MODULE_FILES)) {
            String[] words = line.split(" \\| ", -1);
            files.add(PackageNotation.moduleFile(words[0], words[1], symbols(words[2])));
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
                PackageNotation.command(words(circumstances.command()), transaction),
                transaction,
                notation.packages(of(Part.AVAILABLE)),
                List.of(),
                Allowances.parse(of(Part.ALLOW), DATE),
                true);
    }

    private static List<String> symbols(String line) {
        return line.isEmpty() ? List.of() : List.of(line.split(", ", -1));
    }

    private static List<String> words(String line) {
        return line.isEmpty() ? List.of() : List.of(line.split(" ", -1));
    }

    /** A case, which expects that it is allowed without a word. */
    String toml() {
        StringBuilder text = new StringBuilder("name = \"a world\"\n");
        append(text, "installed", WorldPin.quoted(of(Part.INSTALLED)));
        append(text, "transaction", WorldPin.quoted(of(Part.TRANSACTION)));
        append(text, "available", WorldPin.quoted(of(Part.AVAILABLE)));
        append(text, "from_repo", WorldPin.quoted(REPOSITORY));
        if (!circumstances.runningKernel().isEmpty()) {
            append(text, "running_kernel", WorldPin.quoted(circumstances.runningKernel()));
        }
        if (!circumstances.bootDefault().isEmpty()) {
            append(text, "boot_default", WorldPin.quoted(circumstances.bootDefault()));
        }
        append(text, "installonly_limit", String.valueOf(circumstances.installonlyLimit()));
        append(text, "allow", WorldPin.quoted(of(Part.ALLOW)));
        append(text, "date", WorldPin.quoted(DATE));
        append(text, "dnf", WorldPin.quoted(words(circumstances.command())));
        List<String> files = new ArrayList<>();
        for (String line : of(Part.MODULE_FILES)) {
            files.add(moduleFileTable(line.split(" \\| ", -1)));
        }
        append(text, "module_files", "[" + String.join(", ", files) + "]");
        append(text, "expect", "\"allow\"");
        append(text, "rules", "[]");
        append(text, "message", "\"\"");
        appendPackages(text);
        for (WorldPin pin : pins) {
            text.append('\n').append(pin.toml());
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String key, String value) {
        text.append(key).append(" = ").append(value).append('\n');
    }

    private static String moduleFileTable(String[] words) {
        return "{ path = "
                + WorldPin.quoted(words[0])
                + (words[1].isEmpty() ? "" : ", vermagic = " + WorldPin.quoted(words[1]))
                + ", requires = "
                + WorldPin.quoted(symbols(words[2]))
                + " }";
    }

    private void appendPackages(StringBuilder text) {
        Set<String> nevras = new LinkedHashSet<>();
        for (String line : of(Part.PACKAGES)) {
            nevras.add(line.substring(0, line.indexOf(' ')));
        }
        nevras.retainAll(occurring());
        for (String nevra : nevras) {
            text.append("\n[[package]]\n");
            append(text, "nevra", WorldPin.quoted(nevra));
            append(text, "provides", WorldPin.quoted(said(nevra + PROVIDES)));
            append(text, "requires", WorldPin.quoted(said(nevra + REQUIRES)));
        }
    }

    private Set<String> occurring() {
        Set<String> occurring = new LinkedHashSet<>(of(Part.INSTALLED));
        occurring.addAll(of(Part.AVAILABLE));
        for (String item : of(Part.TRANSACTION)) {
            occurring.add(item.substring(1).split(" > ", -1)[0]);
        }
        return occurring;
    }

    private List<String> said(String start) {
        List<String> said = new ArrayList<>();
        for (String line : of(Part.PACKAGES)) {
            if (line.startsWith(start)) {
                said.add(line.substring(start.length()));
            }
        }
        return said;
    }
}
