package io.github.kernelpin.report.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.kernelpin.model.symbol.SymbolDiff;
import java.io.IOException;

/** A comparison of symbols as fields of a JSON object: {@code symbols, missing, changed}. */
final class SymbolJson {

    private SymbolJson() {}

    static void write(SymbolDiff diff, JsonGenerator json) throws IOException {
        json.writeNumberField("symbols", diff.compared());
        json.writeArrayFieldStart("missing");
        for (String symbol : diff.missing()) {
            json.writeString(symbol);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("changed");
        for (SymbolDiff.Changed symbol : diff.changed()) {
            json.writeStartObject();
            json.writeStringField("symbol", symbol.name());
            json.writeStringField("needed", SymbolDiff.hexadecimal(symbol.needed()));
            json.writeStringField("provided", SymbolDiff.hexadecimal(symbol.provided()));
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
