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

    /** Without a switch over the types, as that goes through invokedynamic. */
    private static String field(Subject subject) {
        if (subject instanceof Subject.HostFile) {
            return "path";
        }
        return subject instanceof Subject.KeptOut ? "package" : "kernel";
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
            json.writeStringField(field(finding.subject()), finding.subject().name());
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
