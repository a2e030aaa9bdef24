package io.github.kernelpin.cases.file;

import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.model.symbol.ModuleFile;
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
 * <p>What a package provides and requires is told first. Whatever cannot be read ends in an {@link
 * IllegalArgumentException} that quotes it.
 */
public final class PackageNotation {

    private static final String REPLACES = " > ";

    private final String repository;
    private final Map<String, Description> descriptions = new TreeMap<>();
    private final Set<String> named = new TreeSet<>();

    /** What is known of a package beside its NEVRA. */
    private static final class Description {
        private final WrittenCapabilities provides = new WrittenCapabilities();
        private final WrittenCapabilities requires = new WrittenCapabilities();
    }

    /** A notation in which all packages are from one repository. */
    public PackageNotation(String repository) {
        this.repository = repository;
    }

    /** Tells what a package provides: one capability, as rpm prints it. */
    public void provide(String nevra, String capability) {
        description(nevra).provides.add(capability);
    }

    /** Tells what a package requires: one capability, as rpm prints it. */
    public void require(String nevra, String capability) {
        description(nevra).requires.add(capability);
    }

    private Description description(String nevra) {
        return descriptions.computeIfAbsent(
                Nevra.parse(nevra).toString(), unknown -> new Description());
    }

    /** Tells whether a package has been read. */
    public boolean isNamed(String nevra) {
        return named.contains(Nevra.parse(nevra).toString());
    }

    /** Tells whether anything is told of a package beside its name. */
    boolean isDescribed(RpmPackage rpm) {
        return descriptions.containsKey(rpm.toString());
    }

    /** What a package was told to provide, without symbols. */
    List<RpmPackage.Capability> provided(RpmPackage rpm) {
        Description known = descriptions.get(rpm.toString());
        return known == null ? List.of() : known.provides.others();
    }

    /** What a package was told to require, without symbols. */
    List<RpmPackage.Capability> required(RpmPackage rpm) {
        Description known = descriptions.get(rpm.toString());
        return known == null ? List.of() : known.requires.others();
    }

    /** Reads a NEVRA. */
    public RpmPackage rpm(String text) {
        Nevra nevra = Nevra.parse(text);
        named.add(nevra.toString());
        Description known = descriptions.getOrDefault(nevra.toString(), new Description());
        return rpm(nevra, known.provides, known.requires);
    }

    private RpmPackage rpm(
            Nevra nevra, WrittenCapabilities provides, WrittenCapabilities requires) {
        return RpmPackage.recognized(
                nevra,
                repository,
                provides.others(),
                requires.others(),
                List.of(),
                provides.symbols(),
                requires.symbols());
    }

    /** The packages of NEVRAs. */
    public List<RpmPackage> packages(List<String> nevras) {
        return nevras.stream().map(this::rpm).toList();
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

    /** A file of a module that requires symbols: {@code kernel(SYMBOL) = 0xCRC} each. */
    public static ModuleFile moduleFile(String path, String vermagic, List<String> requires) {
        WrittenCapabilities symbols = new WrittenCapabilities();
        for (String each : requires) {
            symbols.addSymbol(each);
        }
        return moduleFile(path, vermagic, symbols);
    }

    static ModuleFile moduleFile(String path, String vermagic, WrittenCapabilities requires) {
        return new ModuleFile(
                ModuleFile.nameOf(path),
                path,
                "",
                vermagic,
                false,
                requires.symbols().kernel(),
                requires.symbols().ksym(),
                "",
                List.of());
    }

    /** The arguments of dnf, of which some name incoming packages. */
    public static DnfCommand command(List<String> words, Transaction transaction) {
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
