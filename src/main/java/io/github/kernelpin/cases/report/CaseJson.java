package io.github.kernelpin.cases.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.kernelpin.cases.CaseResult;
import io.github.kernelpin.cases.CaseVerdict;
import io.github.kernelpin.report.Report;
import io.github.kernelpin.wire.json.JsonStreams;
import io.github.kernelpin.wire.json.Schema;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;

/** Results for programs, as {@code cases.md} describes them: an object on one line. */
public final class CaseJson implements Report<List<CaseResult>> {

    @Override
    public String id() {
        return "json";
    }

    @Override
    public String text(List<CaseResult> results) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JsonStreams.to(text)) {
            json.writeStartObject();
            json.writeNumberField(Schema.FIELD, Schema.VERSION);
            for (CaseResult.Outcome outcome : CaseResult.Outcome.values()) {
                json.writeNumberField(outcome.id(), CaseResult.count(results, outcome));
            }
            json.writeArrayFieldStart("cases");
            for (CaseResult result : results) {
                write(result, json);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return text.append('\n').toString();
    }

    private static void write(CaseResult result, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", CaseLines.name(result));
        json.writeStringField("file", CaseLines.file(result));
        json.writeNumberField("line", result.location().line());
        json.writeStringField("result", result.outcome().id());
        write("differences", result.differences(), json);
        write("problems", CaseLines.problems(result), json);
        if (result instanceof CaseResult.Judged judged) {
            write("expected", judged.expected(), json);
            write("actual", judged.actual(), json);
        }
        json.writeEndObject();
    }

    private static void write(String field, CaseVerdict verdict, JsonGenerator json)
            throws IOException {
        json.writeObjectFieldStart(field);
        json.writeStringField("verdict", verdict.id());
        write("rules", verdict.rules(), json);
        if (verdict.message() != null) {
            json.writeStringField("message", String.join("\n", CaseLines.message(verdict)));
        }
        json.writeEndObject();
    }

    private static void write(String field, List<String> texts, JsonGenerator json)
            throws IOException {
        json.writeArrayFieldStart(field);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }
}
