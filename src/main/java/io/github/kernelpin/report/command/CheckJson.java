package io.github.kernelpin.report.command;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.kernelpin.model.kernel.RhelMinors;
import io.github.kernelpin.model.pin.Allowances;
import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.report.json.AllowanceJson;
import io.github.kernelpin.report.json.ModuleStateJson;
import io.github.kernelpin.rules.status.KernelCheck;
import io.github.kernelpin.rules.status.ModuleState;
import io.github.kernelpin.wire.FindingJson;
import io.github.kernelpin.wire.JsonStreams;
import io.github.kernelpin.wire.Schema;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;

/** Kernels and modules for programs; what is not known is an empty string. */
public final class CheckJson {

    private CheckJson() {}

    /** An object on one line, without a line end. */
    public static String text(List<KernelCheck> checks, RhelMinors minors, Allowances allowances)
            throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JsonStreams.to(text)) {
            json.writeStartObject();
            json.writeNumberField(Schema.FIELD, Schema.VERSION);
            json.writeArrayFieldStart("kernels");
            for (KernelCheck check : checks) {
                write(check, minors, allowances, json);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return text.toString();
    }

    private static void write(
            KernelCheck check, RhelMinors minors, Allowances allowances, JsonGenerator json)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("kernel", check.kernel().name());
        json.writeStringField("rhel", minors.rhelOf(check.kernel().core().evr()).orElse(""));
        json.writeStringField("source", check.kernel().source().id());
        json.writeStringField("repository", check.kernel().core().repository());
        json.writeStringField("verdict", check.outcome().id());
        Nevra nevra = check.kernel().core().nevra();
        AllowanceJson.writeField(allowances.of(nevra.evr(), nevra.arch()), json);
        json.writeArrayFieldStart("modules");
        for (ModuleState module : check.modules()) {
            ModuleStateJson.write(module, json);
        }
        json.writeEndArray();
        FindingJson.writeField(check.verdict().findings(), json);
        json.writeEndObject();
    }
}
