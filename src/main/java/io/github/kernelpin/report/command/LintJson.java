package io.github.kernelpin.report.command;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.kernelpin.config.toml.FileError;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.report.Report;
import io.github.kernelpin.report.result.LintResult;
import io.github.kernelpin.wire.json.FindingJson;
import io.github.kernelpin.wire.json.JsonStreams;
import io.github.kernelpin.wire.json.Schema;
import java.io.IOException;
import java.io.StringWriter;

/** What was found in pin files, for programs: an object on one line. */
public final class LintJson implements Report<LintResult> {

    @Override
    public String id() {
        return "json";
    }

    @Override
    public String text(LintResult result) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JsonStreams.to(text)) {
            json.writeStartObject();
            json.writeNumberField(Schema.FIELD, Schema.VERSION);
            json.writeArrayFieldStart("pins");
            for (Pin pin : result.pins()) {
                json.writeString(pin.id());
            }
            json.writeEndArray();
            json.writeArrayFieldStart("errors");
            for (FileError error : result.errors()) {
                json.writeStartObject();
                json.writeStringField("file", error.location().file());
                json.writeNumberField("line", error.location().line());
                json.writeNumberField("column", error.location().column());
                json.writeStringField("message", error.message());
                json.writeEndObject();
            }
            json.writeEndArray();
            FindingJson.writeField(result.findings(), json);
            json.writeEndObject();
        }
        return text.append('\n').toString();
    }
}
