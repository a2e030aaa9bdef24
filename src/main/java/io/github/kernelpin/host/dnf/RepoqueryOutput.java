package io.github.kernelpin.host.dnf;

import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.rpm.Evr;
import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.model.symbol.SymbolTable;
import io.github.kernelpin.model.symbol.Symbols;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Kernel packages as {@code dnf repoquery} prints them: a line for each package, and one for
 * everything that it provides and requires.
 *
 * <p>It takes lines in a thread that must not fail; what is wrong comes out at the end.
 */
final class RepoqueryOutput {

    /** What dnf is to print of a package. */
    static final String FORMAT =
            "@package %{name} %{epoch} %{version} %{release} %{arch} %{repoid}\n%{provides}\n@requires\n%{requires}";

    private static final String PACKAGE = "@package ";
    private static final int PACKAGE_FIELDS = 6;
    private static final int PACKAGES_MAX = 10_000;

    private static final String SYMBOL = "kernel(";
    private static final String CRC = ") = 0x";
    private static final int HEXADECIMAL = 16;

    private static final String REQUIRES = "@requires";

    /** What tells kernels and their parts from others; a hostile package may have any number. */
    private static final List<String> TELLING = List.of("kernel", "installonlypkg(");

    private static final int CAPABILITIES_MAX = 1_000;

    private final Set<String> wanted;
    private final List<RpmPackage> packages = new ArrayList<>();
    private String fields = "";
    private List<RpmPackage.Capability> provides = new ArrayList<>();
    private List<RpmPackage.Capability> requires = new ArrayList<>();
    private boolean isBehindRequires;
    private Symbols symbols = new Symbols();
    private String problem = "";

    /** Keeps no symbols but those that are wanted: a kernel has many thousands. */
    RepoqueryOutput(Set<String> wanted) {
        this.wanted = wanted;
    }

    void accept(String line) {
        if (line.startsWith(PACKAGE)) {
            endPackage();
            fields = line.substring(PACKAGE.length());
        } else if (line.equals(REQUIRES)) {
            isBehindRequires = true;
        } else if (line.startsWith(SYMBOL)) {
            addSymbol(line);
        } else {
            addCapability(line, isBehindRequires ? requires : provides);
        }
    }

    private static void addCapability(String line, List<RpmPackage.Capability> capabilities) {
        boolean isTelling = TELLING.stream().anyMatch(line::startsWith);
        if (isTelling && capabilities.size() < CAPABILITIES_MAX) {
            capabilities.add(RpmPackage.Capability.parse(line));
        }
    }

    /**
     * The packages, once the last line is in.
     *
     * @throws IOException if a line makes no sense, or there are too many
     */
    List<RpmPackage> packages() throws IOException {
        endPackage();
        if (!problem.isEmpty()) {
            throw new IOException("dnf repoquery: " + problem);
        }
        return List.copyOf(packages);
    }

    private void addSymbol(String line) {
        int end = line.indexOf(CRC);
        String name = end < 0 ? "" : line.substring(SYMBOL.length(), end);
        // A hostile package might provide one over and over.
        if (!isBehindRequires && wanted.contains(name) && symbols.size() <= wanted.size()) {
            try {
                String digits = line.substring(end + CRC.length());
                symbols.add(name, Long.parseUnsignedLong(digits, HEXADECIMAL));
            } catch (NumberFormatException e) {
                // Any package may provide any version of such a name; it says nothing about kABI.
                return;
            }
        }
    }

    private void endPackage() {
        if (!fields.isEmpty() && problem.isEmpty()) {
            try {
                addPackage();
            } catch (IllegalArgumentException e) {
                problem = "\"" + fields + "\" is no package";
            }
        }
        fields = "";
        provides = new ArrayList<>();
        requires = new ArrayList<>();
        isBehindRequires = false;
        symbols = new Symbols();
    }

    private void addPackage() {
        String[] words = fields.split(" ", -1);
        if (words.length != PACKAGE_FIELDS) {
            throw new IllegalArgumentException(fields);
        }
        if (packages.size() == PACKAGES_MAX) {
            problem = "more than " + PACKAGES_MAX + " packages of kernels";
            return;
        }
        Evr evr = new Evr(Integer.parseInt(words[1]), words[2], words[3]);
        packages.add(
                RpmPackage.recognized(
                        new Nevra(words[0], evr, words[4]),
                        words[5],
                        provides,
                        requires,
                        List.of(),
                        new SymbolTable(symbols, new Symbols()),
                        SymbolTable.empty()));
    }
}
