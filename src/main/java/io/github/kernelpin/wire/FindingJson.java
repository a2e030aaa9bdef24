package io.github.kernelpin.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.kernelpin.model.verdict.Finding;
import java.io.IOException;
import java.util.List;

/** Findings in JSON, with the same fields as in what the hook answers. */
public final class FindingJson {

    private FindingJson() {}

    public static void writeField(List<Finding> findings, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("findings");
        for (Finding finding : findings) {
            json.writeStartObject();
            json.writeStringField("rule", finding.rule());
            json.writeStringField("severity", finding.severity().id());
            json.writeStringField("pin", finding.pin());
            json.writeStringField("package", finding.subject().rpm().toString());
            json.writeStringField("change", finding.subject().direction().id());
            json.writeStringField("message", finding.message());
            json.writeStringField("reason", finding.reason());
            json.writeStringField("file", finding.location().file());
            json.writeNumberField("line", finding.location().line());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
