package io.github.kernelpin.report.command;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.kernelpin.model.transaction.PackageChange;
import io.github.kernelpin.model.transaction.Request;
import io.github.kernelpin.model.verdict.Verdict;
import io.github.kernelpin.wire.FindingJson;
import io.github.kernelpin.wire.JsonStreams;
import io.github.kernelpin.wire.RemedyJson;
import io.github.kernelpin.wire.Schema;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code kernelpin dry-run --format json} prints. */
public final class DryRunJson {

    private DryRunJson() {}

    /** A transaction that touches no kernel and no module, or none at all. */
    public static String nothingToJudge() throws IOException {
        return write(null, new Verdict(List.of()), "");
    }

    /** An object on one line, without a line end. */
    public static String text(Request request, Verdict verdict, String message) throws IOException {
        return write(request, verdict, message);
    }

    private static String write(@Nullable Request request, Verdict verdict, String message)
            throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JsonStreams.to(text)) {
            json.writeStartObject();
            json.writeNumberField(Schema.FIELD, Schema.VERSION);
            json.writeStringField("verdict", verdict.isRefusal() ? "refuse" : "allow");
            json.writeStringField("message", message);
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
            json.writeEndObject();
        }
        return text.toString();
    }
}
