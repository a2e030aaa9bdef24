package io.github.kernelpin.wire.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.kernelpin.model.verdict.Finding;
import io.github.kernelpin.model.verdict.Subject;
import java.io.IOException;
import java.util.List;

/** Findings in JSON: the same fields in the hook's verdict and in what commands print. */
public final class FindingJson {

    private FindingJson() {}

    public static void writeField(List<Finding> findings, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("findings");
        for (Finding finding : findings) {
            write(finding, json);
        }
        json.writeEndArray();
    }

    private static void write(Finding finding, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("rule", finding.rule());
        json.writeStringField("severity", finding.severity().id());
        json.writeStringField("pin", finding.pin());
        if (finding.subject() instanceof Subject.Change change) {
            json.writeStringField("package", change.name());
            json.writeStringField("change", change.direction().id());
        } else {
            boolean isFile = finding.subject() instanceof Subject.HostFile;
            json.writeStringField(isFile ? "path" : "kernel", finding.subject().name());
        }
        json.writeStringField("message", finding.message());
        json.writeArrayFieldStart("details");
        for (String detail : finding.details()) {
            json.writeString(detail);
        }
        json.writeEndArray();
        json.writeStringField("reason", finding.reason());
        json.writeStringField("file", finding.location().file());
        json.writeNumberField("line", finding.location().line());
        json.writeEndObject();
    }
}
