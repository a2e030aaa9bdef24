package io.github.kernelpin.report.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.kernelpin.model.symbol.SymbolDiff;
import io.github.kernelpin.rules.status.Evidence;
import io.github.kernelpin.rules.status.ModuleState;
import java.io.IOException;

/** How a module stands with a kernel, in JSON; what is not known is an empty string. */
public final class ModuleStateJson {

    private ModuleStateJson() {}

    public static void write(ModuleState module, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", module.module());
        json.writeArrayFieldStart("pins");
        for (String pin : module.pins()) {
            json.writeString(pin);
        }
        json.writeEndArray();
        json.writeStringField("state", module.loading().id());
        json.writeStringField("cause", module.cause().id());
        json.writeArrayFieldStart("evidence");
        for (Evidence each : module.evidence()) {
            json.writeString(each.id());
        }
        json.writeEndArray();
        json.writeStringField("path", module.path());
        json.writeStringField("file", module.target());
        json.writeStringField("message", module.describe());
        SymbolDiff diff = module.diff();
        if (diff != null) {
            SymbolJson.write(diff, json);
        }
        json.writeEndObject();
    }
}
