package io.github.kernelpin.report.command;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.kernelpin.model.kernel.RhelMinors;
import io.github.kernelpin.model.pin.Allowances;
import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.report.Report;
import io.github.kernelpin.report.json.AllowanceJson;
import io.github.kernelpin.report.json.ModuleStateJson;
import io.github.kernelpin.report.result.CheckResult;
import io.github.kernelpin.rules.host.NotEnforced;
import io.github.kernelpin.rules.status.KernelCheck;
import io.github.kernelpin.rules.status.ModuleState;
import io.github.kernelpin.wire.json.FindingJson;
import io.github.kernelpin.wire.json.JsonStreams;
import io.github.kernelpin.wire.json.Schema;
import java.io.IOException;
import java.io.StringWriter;

/** Kernels and modules for programs, an object on one line; what is not known is empty. */
public final class CheckJson implements Report<CheckResult> {

    private final RhelMinors minors;

    public CheckJson(RhelMinors minors) {
        this.minors = minors;
    }

    @Override
    public String id() {
        return "json";
    }

    @Override
    public String text(CheckResult result) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JsonStreams.to(text)) {
            json.writeStartObject();
            json.writeNumberField(Schema.FIELD, Schema.VERSION);
            json.writeArrayFieldStart("kernels");
            for (KernelCheck check : result.checks()) {
                write(check, result.allowances(), json);
            }
            json.writeEndArray();
            FindingJson.writeField(NotEnforced.ofGaps(result.gaps()), json);
            json.writeEndObject();
        }
        return text.append('\n').toString();
    }

    private void write(KernelCheck check, Allowances allowances, JsonGenerator json)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("kernel", check.kernel().name());
        json.writeStringField("rhel", minors.certainRhelOf(check.kernel().core().evr()).orElse(""));
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
