package io.github.kernelpin.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.kernelpin.model.kernel.KernelVariant;
import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.rpm.Evr;
import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.model.rpm.VersionConstraint;
import io.github.kernelpin.model.symbol.SymbolTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads one package of a request. */
final class PackageReader {

    private static final String UNAME = "-uname-r";
    private static final String CORE = "-core";

    private final JsonFields fields;
    private final JsonParser parser;
    private final SymbolReader symbols;

    private String name = "";
    private long epoch;
    private String version = "";
    private String release = "";
    private String arch = "";
    private String repository = "";
    private String uname = "";
    private boolean boots;
    private boolean requiresCore;
    private final List<RpmPackage.Capability> provides = new ArrayList<>();
    private final SymbolTable providedSymbols = SymbolTable.empty();
    private final SymbolTable requiredSymbols = SymbolTable.empty();

    PackageReader(JsonFields fields) {
        this.fields = fields;
        this.parser = fields.parser();
        this.symbols = new SymbolReader(parser);
    }

    RpmPackage read() throws IOException {
        fields.expectHere(JsonToken.START_OBJECT, "package");
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            parser.nextToken();
            readField(field);
        }
        if (name.isEmpty() || version.isEmpty() || release.isEmpty() || arch.isEmpty()) {
            throw fields.wrong("a package needs name, version, release and arch");
        }
        Nevra nevra = new Nevra(name, new Evr(epoch, version, release), arch);
        // A kernel in one package may say nothing of it, but a metapackage requires its parts.
        boolean inOnePackage =
                !provides.isEmpty() && !requiresCore && KernelVariant.isWholeKernel(name);
        if ((boots || inOnePackage) && uname.isEmpty()) {
            uname = version + "-" + release + "." + arch;
        }
        return new RpmPackage(nevra, repository, uname, provides, providedSymbols, requiredSymbols);
    }

    private void readField(String field) throws IOException {
        switch (field) {
            case "name" -> name = fields.text(field);
            case "epoch" -> epoch = fields.number(field, Evr.EPOCH_MAX);
            case "version" -> version = fields.text(field);
            case "release" -> release = fields.text(field);
            case "arch" -> arch = fields.text(field);
            case "repo" -> repository = fields.text(field);
            case "provides" -> readProvides();
            case "requires" -> readRequires();
            default -> parser.skipChildren();
        }
    }

    private void readProvides() throws IOException {
        fields.expectHere(JsonToken.START_ARRAY, "provides");
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            readProvide();
        }
    }

    /** Not within the loop: a JVM compiles what is called often, a long loop only much later. */
    private void readProvide() throws IOException {
        fields.expectHere(JsonToken.VALUE_STRING, "provides");
        if (symbols.addTo(providedSymbols)) {
            return;
        }
        String text = parser.getText();
        RpmPackage.Capability capability = RpmPackage.Capability.parse(text);
        if (isUname(capability.name())) {
            boots = true;
            VersionConstraint version = capability.version();
            uname = version == null ? uname : version.evr().toString();
        } else {
            provides.add(capability);
        }
    }

    /**
     * Tells a kernel's {@code kernel-uname-r} or {@code kernel-uek-uname-r} from that of its
     * companions, as in {@code kernel-rt-modules-uname-r}.
     */
    private static boolean isUname(String capability) {
        return capability.startsWith("kernel-")
                && capability.endsWith(UNAME)
                && !capability.contains("-modules")
                && !capability.contains("-devel");
    }

    private void readRequires() throws IOException {
        fields.expectHere(JsonToken.START_ARRAY, "requires");
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            fields.expectHere(JsonToken.VALUE_STRING, "requires");
            // What else it requires is dnf's business.
            boolean isSymbol = symbols.addTo(requiredSymbols);
            requiresCore |= !isSymbol && parser.getText().contains(CORE);
        }
    }
}
