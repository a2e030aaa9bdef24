package io.github.kernelpin.cases.file;

import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.rpm.Comparison;
import io.github.kernelpin.model.rpm.Evr;
import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.model.rpm.VersionConstraint;
import io.github.kernelpin.model.symbol.ModuleFile;
import io.github.kernelpin.model.symbol.SymbolTable;
import io.github.kernelpin.model.transaction.DnfCommand;
import io.github.kernelpin.model.transaction.PackageChange;
import io.github.kernelpin.model.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Packages and what happens to them, as people write them down: NEVRAs with signs.
 *
 * <p>What is to be known of a package is told first, with {@link #describe}. Whatever cannot be
 * read ends in an {@link IllegalArgumentException} that quotes it.
 */
public final class PackageNotation {

    private static final String NEEDS = " needs ";
    private static final String PROVIDES = ": ";
    private static final String EQUALS = " = ";
    private static final String REPLACES = " > ";
    private static final String UNAME = "kernel-uname-r" + EQUALS;

    private final String repository;
    private final Map<String, Description> descriptions = new TreeMap<>();
    private final Set<String> named = new TreeSet<>();

    /** What is known of a package beside its NEVRA. */
    private static final class Description {
        private String uname = "";
        private final List<RpmPackage.Capability> capabilities = new ArrayList<>();
        private final SymbolTable provided = SymbolTable.empty();
        private final SymbolTable required = SymbolTable.empty();
    }

    /** A notation in which all packages are from one repository. */
    public PackageNotation(String repository) {
        this.repository = repository;
    }

    /** Reads {@code NEVRA: CAPABILITY} or {@code NEVRA needs SYMBOL}. */
    public void describe(String text) {
        int needs = text.indexOf(NEEDS);
        int colon = text.indexOf(PROVIDES);
        if (Math.max(needs, colon) <= 0) {
            throw new IllegalArgumentException(
                    "\""
                            + text
                            + "\" says nothing of a package: expected \"NEVRA: CAPABILITY\" or"
                            + " \"NEVRA needs kernel(SYMBOL) = 0xCRC\"");
        }
        String nevra = Nevra.parse(text.substring(0, needs > 0 ? needs : colon)).toString();
        Description description = descriptions.get(nevra);
        if (description == null) {
            description = new Description();
            descriptions.put(nevra, description);
        }
        if (needs > 0) {
            addSymbols(text.substring(needs + NEEDS.length()), description.required);
        } else {
            addProvided(text.substring(colon + PROVIDES.length()), description);
        }
    }

    private static void addProvided(String text, Description description) {
        if (text.startsWith("kernel(") || text.startsWith("ksym(")) {
            addSymbols(text, description.provided);
        } else if (text.startsWith(UNAME)) {
            description.uname = text.substring(UNAME.length());
        } else {
            description.capabilities.add(capability(text));
        }
    }

    private static RpmPackage.Capability capability(String text) {
        int sign = text.indexOf(EQUALS);
        return sign < 0
                ? new RpmPackage.Capability(text, null)
                : new RpmPackage.Capability(
                        text.substring(0, sign),
                        new VersionConstraint(
                                Comparison.EQUAL,
                                Evr.parse(text.substring(sign + EQUALS.length()))));
    }

    /** Reads one or more of {@code kernel(NAME) = 0xCRC}, with commas between them. */
    private static void addSymbols(String texts, SymbolTable table) {
        for (String text : texts.split(", ", -1)) {
            boolean isKernel = text.startsWith("kernel(");
            int open = text.indexOf('(');
            int close = text.indexOf(")" + EQUALS);
            if (!(isKernel || text.startsWith("ksym(")) || close <= open + 1) {
                throw noSymbol(text);
            }
            try {
                long crc = Long.decode(text.substring(close + 1 + EQUALS.length()));
                (isKernel ? table.kernel() : table.ksym())
                        .add(text.substring(open + 1, close), crc);
            } catch (NumberFormatException e) {
                throw noSymbol(text);
            }
        }
    }

    private static IllegalArgumentException noSymbol(String text) {
        return new IllegalArgumentException(
                "\""
                        + text
                        + "\" is no symbol: expected \"kernel(SYMBOL) = 0xCRC\" or"
                        + " \"ksym(SYMBOL) = 0xCRC\"");
    }

    /**
     * Reads a NEVRA. A {@code kernel-core} boots under the name that Red Hat's kernel.spec gives
     * it, unless its description has another one.
     */
    public RpmPackage rpm(String text) {
        Nevra nevra = Nevra.parse(text);
        named.add(nevra.toString());
        Description known = descriptions.getOrDefault(nevra.toString(), new Description());
        String uname = known.uname;
        if (uname.isEmpty() && nevra.name().equals("kernel-core")) {
            uname = nevra.evr().version() + "-" + nevra.evr().release() + "." + nevra.arch();
        }
        return RpmPackage.of(
                nevra, repository, uname, known.capabilities, known.provided, known.required);
    }

    /** The packages of NEVRAs. */
    public List<RpmPackage> packages(List<String> nevras) {
        return nevras.stream().map(this::rpm).toList();
    }

    /** The NEVRAs that have been described and have not been read so far. */
    public List<String> unread() {
        Set<String> unread = new TreeSet<>(descriptions.keySet());
        unread.removeAll(named);
        return List.copyOf(unread);
    }

    /**
     * Reads {@code +NEVRA} for a package that comes, {@code -NEVRA} for one that goes, {@code
     * =NEVRA} for one that is installed again, and {@code +NEVRA > NEVRA} for one that replaces
     * another.
     */
    public List<PackageChange> changes(String item) {
        List<PackageChange> changes = new ArrayList<>();
        PackageChange.Action action = action(item);
        int arrow = item.indexOf(REPLACES);
        RpmPackage subject = rpm(item.substring(1, arrow < 0 ? item.length() : arrow));
        List<Nevra> replaces = new ArrayList<>();
        if (arrow > 0) {
            if (action != PackageChange.Action.INSTALL) {
                throw new IllegalArgumentException(
                        "\"" + item + "\": only what comes in, with +, replaces something");
            }
            Nevra old = Nevra.parse(item.substring(arrow + REPLACES.length()));
            replaces.add(old);
            changes.add(
                    new PackageChange(
                            PackageChange.Action.OBSOLETED, RpmPackage.of(old), List.of()));
        }
        changes.add(new PackageChange(action, subject, replaces));
        return changes;
    }

    private static PackageChange.Action action(String item) {
        return switch (item.isEmpty() ? ' ' : item.charAt(0)) {
            case '+' -> PackageChange.Action.INSTALL;
            case '-' -> PackageChange.Action.REMOVE;
            case '=' -> PackageChange.Action.REINSTALL;
            default ->
                    throw new IllegalArgumentException(
                            "\"" + item + "\" does not start with +, - or =");
        };
    }

    /** A file of a module; {@code needs} lists symbols with commas between them, or none. */
    public static ModuleFile moduleFile(String path, String vermagic, String needs) {
        SymbolTable symbols = SymbolTable.empty();
        if (!needs.isEmpty()) {
            addSymbols(needs, symbols);
        }
        return new ModuleFile(ModuleFile.nameOf(path), path, "", vermagic, false, symbols.kernel());
    }

    /** A command line of dnf, of which words name incoming packages. */
    public static DnfCommand command(String line, Transaction transaction) {
        List<String> words = line.isEmpty() ? List.of() : List.of(line.split(" ", -1));
        String verb = words.isEmpty() ? "" : words.get(0);
        List<DnfCommand.Spec> specs =
                words.stream()
                        .skip(1)
                        .filter(word -> !word.startsWith("-"))
                        .map(word -> new DnfCommand.Spec(word, meantBy(word, transaction)))
                        .toList();
        return new DnfCommand(words, verb, verb, specs);
    }

    private static List<Nevra> meantBy(String word, Transaction transaction) {
        List<Nevra> meant = new ArrayList<>();
        for (RpmPackage each : transaction.incoming()) {
            String name = each.name();
            if (List.of(name, name + "." + each.nevra().arch(), each.toString()).contains(word)) {
                meant.add(each.nevra());
            }
        }
        return meant;
    }
}
