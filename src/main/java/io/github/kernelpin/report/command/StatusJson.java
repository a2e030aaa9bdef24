package io.github.kernelpin.report.command;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.kernelpin.model.disk.HostOnDisk;
import io.github.kernelpin.model.kernel.RhelMinors;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.report.Report;
import io.github.kernelpin.report.json.AllowanceJson;
import io.github.kernelpin.report.json.ModuleStateJson;
import io.github.kernelpin.report.result.StatusResult;
import io.github.kernelpin.rules.status.HostStatus;
import io.github.kernelpin.rules.status.KernelStatus;
import io.github.kernelpin.rules.status.ModuleState;
import io.github.kernelpin.wire.json.FindingJson;
import io.github.kernelpin.wire.json.JsonStreams;
import io.github.kernelpin.wire.json.Schema;
import java.io.IOException;
import java.io.StringWriter;

/** What {@code kernelpin status --format json} prints: all there is to know, on one line. */
public final class StatusJson implements Report<StatusResult> {

    private final RhelMinors minors;

    public StatusJson(RhelMinors minors) {
        this.minors = minors;
    }

    @Override
    public String id() {
        return "json";
    }

    @Override
    public String text(StatusResult result) throws IOException {
        HostOnDisk host = result.host();
        HostStatus status = result.status();
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JsonStreams.to(text)) {
            json.writeStartObject();
            json.writeNumberField(Schema.FIELD, Schema.VERSION);
            json.writeBooleanField("wrong", result.verdict().isRefusal());
            json.writeStringField("running", host.running());
            json.writeStringField("boots_next", host.next().kernel());
            json.writeStringField("boots_next_source", host.next().source());
            json.writeArrayFieldStart("pins");
            for (Pin pin : result.pins()) {
                write(pin, json);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("kernels");
            for (KernelStatus kernel : status.kernels()) {
                write(kernel, json);
            }
            json.writeEndArray();
            FindingJson.writeField(result.verdict().findings(), json);
            json.writeEndObject();
        }
        return text.append('\n').toString();
    }

    private static void write(Pin pin, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", pin.id());
        json.writeStringField("kernels", pin.describeKernels());
        json.writeStringField("reason", pin.reason());
        json.writeStringField("file", pin.location().file());
        json.writeNumberField("line", pin.location().line());
        json.writeArrayFieldStart("modules");
        for (Pin.PinnedModule module : pin.modules()) {
            json.writeStartObject();
            json.writeStringField("name", module.name());
            json.writeStringField("package", module.packageName());
            json.writeStringField("symbols", module.symbols().id());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void write(KernelStatus status, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("kernel", status.kernel().release().text());
        json.writeStringField("variant", status.kernel().release().variant());
        json.writeStringField(
                "rhel", minors.certainRhelOf(status.kernel().release().evr()).orElse(""));
        json.writeBooleanField("running", status.running());
        json.writeBooleanField("boots_next", status.bootsNext());
        json.writeStringField("symvers", status.kernel().symvers());
        json.writeArrayFieldStart("violates");
        for (String pin : status.violated()) {
            json.writeString(pin);
        }
        json.writeEndArray();
        AllowanceJson.writeField(status.allowance(), json);
        json.writeArrayFieldStart("modules");
        for (ModuleState module : status.modules()) {
            ModuleStateJson.write(module, json);
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
