package io.github.kernelpin.wire.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.kernelpin.model.symbol.ModuleFile;
import io.github.kernelpin.model.symbol.SymbolTable;
import java.io.IOException;
import java.util.List;

/** Reads one file of a module of a request. */
final class ModuleFileReader {

    private final JsonFields fields;
    private final JsonParser parser;

    ModuleFileReader(JsonFields fields) {
        this.fields = fields;
        this.parser = fields.parser();
    }

    ModuleFile read() throws IOException {
        String name = "";
        String path = "";
        String version = "";
        String vermagic = "";
        String problem = "";
        SymbolTable requires = SymbolTable.empty();
        List<String> overridden = List.of();
        fields.expectHere(JsonToken.START_OBJECT, "item of module_files");
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "name" -> name = fields.text(field);
                case "path" -> path = fields.text(field);
                case "version" -> version = fields.text(field);
                case "vermagic" -> vermagic = fields.text(field);
                case "problem" -> problem = fields.text(field);
                case "requires" -> requires = readSymbols(field);
                case "overridden" -> overridden = fields.texts(field);
                default -> parser.skipChildren();
            }
        }
        if (name.isEmpty() || path.isEmpty()) {
            throw fields.wrong("an item of module_files needs name and path");
        }
        return new ModuleFile(
                name,
                path,
                version,
                vermagic,
                false,
                requires.kernel(),
                requires.ksym(),
                problem,
                overridden);
    }

    private SymbolTable readSymbols(String field) throws IOException {
        SymbolTable symbols = SymbolTable.empty();
        SymbolReader reader = new SymbolReader(parser);
        fields.expectHere(JsonToken.START_ARRAY, field);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            fields.expectHere(JsonToken.VALUE_STRING, field);
            if (!reader.addTo(symbols)) {
                throw fields.wrong("\"" + parser.getText() + "\" is no symbol with a CRC");
            }
        }
        return symbols;
    }
}
