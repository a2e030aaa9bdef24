package io.github.kernelpin.report.command;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.kernelpin.model.transaction.PackageChange;
import io.github.kernelpin.model.transaction.Request;
import io.github.kernelpin.model.verdict.Verdict;
import io.github.kernelpin.report.Report;
import io.github.kernelpin.report.result.DryRunResult;
import io.github.kernelpin.wire.json.FindingJson;
import io.github.kernelpin.wire.json.HeldJson;
import io.github.kernelpin.wire.json.JsonStreams;
import io.github.kernelpin.wire.json.RemedyJson;
import io.github.kernelpin.wire.json.Schema;
import java.io.IOException;
import java.io.StringWriter;

/** What {@code kernelpin dry-run --format json} prints: an object on one line. */
public final class DryRunJson implements Report<DryRunResult> {

    @Override
    public String id() {
        return "json";
    }

    @Override
    public String text(DryRunResult result) throws IOException {
        Request request = result.request();
        Verdict verdict = result.verdict();
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JsonStreams.to(text)) {
            json.writeStartObject();
            json.writeNumberField(Schema.FIELD, Schema.VERSION);
            json.writeStringField("verdict", word(result));
            json.writeStringField("message", request == null ? "" : result.message());
            json.writeArrayFieldStart("changes");
            if (request != null) {
                for (PackageChange change : request.transaction().changesOfKernelsAndModules()) {
                    json.writeStartObject();
                    json.writeStringField("action", change.action().id());
                    json.writeStringField("package", change.subject().toString());
                    json.writeStringField("repository", change.subject().repository());
                    json.writeStringField("state", DryRunText.state(change, verdict));
                    json.writeEndObject();
                }
            }
            json.writeEndArray();
            FindingJson.writeField(verdict.findings(), json);
            RemedyJson.writeField(verdict.remedies(), json);
            if (request != null) {
                HeldJson.writeFields(verdict, request, json);
            }
            json.writeEndObject();
        }
        return text.append('\n').toString();
    }

    private static String word(DryRunResult result) {
        if (!result.isJudged()) {
            return result.judgement().id();
        }
        return result.verdict().decision().id();
    }
}
