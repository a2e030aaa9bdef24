package io.github.kernelpin.cases.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.kernelpin.cases.CaseResult;
import io.github.kernelpin.report.Report;
import io.github.kernelpin.wire.json.JsonStreams;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Cases that don't pass, as SARIF 2.1.0, which code scanning shows beside the lines. */
public final class CaseSarif implements Report<List<CaseResult>> {

    private static final String UNRESERVED = "-._~/";

    @Override
    public String id() {
        return "sarif";
    }

    @Override
    public String text(List<CaseResult> results) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JsonStreams.to(text)) {
            json.writeStartObject();
            json.writeStringField("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
            json.writeStringField("version", "2.1.0");
            json.writeArrayFieldStart("runs");
            json.writeStartObject();
            writeTool(results, json);
            json.writeArrayFieldStart("results");
            for (CaseResult result : results) {
                if (result.outcome() != CaseResult.Outcome.PASS) {
                    write(result, json);
                }
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
        }
        return text.append('\n').toString();
    }

    private static void writeTool(List<CaseResult> results, JsonGenerator json) throws IOException {
        List<String> rules =
                results.stream()
                        .filter(result -> result.outcome() != CaseResult.Outcome.PASS)
                        .map(CaseSarif::rule)
                        .distinct()
                        .sorted()
                        .toList();
        json.writeObjectFieldStart("tool");
        json.writeObjectFieldStart("driver");
        json.writeStringField("name", "kernelpin");
        json.writeArrayFieldStart("rules");
        for (String rule : rules) {
            json.writeStartObject();
            json.writeStringField("id", rule);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void write(CaseResult result, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("ruleId", rule(result));
        json.writeStringField("level", "error");
        json.writeObjectFieldStart("message");
        json.writeStringField(
                "text", CaseLines.name(result) + "\n" + String.join("\n", CaseLines.all(result)));
        json.writeEndObject();
        json.writeArrayFieldStart("locations");
        json.writeStartObject();
        json.writeObjectFieldStart("physicalLocation");
        json.writeObjectFieldStart("artifactLocation");
        json.writeStringField("uri", uri(result.location().file()));
        json.writeEndObject();
        json.writeObjectFieldStart("region");
        json.writeNumberField("startLine", result.location().line());
        json.writeNumberField("startColumn", result.location().column());
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }

    /** SARIF knows one rule for a result: the first of those that differ. */
    private static String rule(CaseResult result) {
        return result.differences().get(0);
    }

    private static String uri(String path) {
        StringBuilder uri = new StringBuilder(path.startsWith("/") ? "file://" : "");
        for (byte each : path.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (each & 0xff);
            boolean plain =
                    (c < 0x80 && Character.isLetterOrDigit(c)) || UNRESERVED.indexOf(c) >= 0;
            if (plain) {
                uri.append(c);
            } else {
                uri.append('%').append(String.format(Locale.ROOT, "%02X", (int) c));
            }
        }
        return uri.toString();
    }
}
