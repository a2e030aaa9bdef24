package io.github.kernelpin.wire.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.rpm.Evr;
import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.model.symbol.SymbolTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads one package of a request. */
final class PackageReader {

    private final JsonFields fields;
    private final JsonParser parser;
    private final SymbolReader symbols;

    private String name = "";
    private long epoch;
    private String version = "";
    private String release = "";
    private String arch = "";
    private String repository = "";
    private final List<RpmPackage.Capability> provides = new ArrayList<>();
    private final List<RpmPackage.Capability> requires = new ArrayList<>();
    private List<String> files = List.of();
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
        return RpmPackage.recognized(
                nevra, repository, provides, requires, files, providedSymbols, requiredSymbols);
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
            case "files" -> files = fields.texts(field);
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
        provides.add(RpmPackage.Capability.parse(parser.getText()));
    }

    private void readRequires() throws IOException {
        fields.expectHere(JsonToken.START_ARRAY, "requires");
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            fields.expectHere(JsonToken.VALUE_STRING, "requires");
            if (!symbols.addTo(requiredSymbols)) {
                requires.add(RpmPackage.Capability.parse(parser.getText()));
            }
        }
    }
}
