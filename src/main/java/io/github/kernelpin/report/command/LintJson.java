package io.github.kernelpin.report.command;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.verdict.SourceLocation;
import io.github.kernelpin.wire.JsonStreams;
import io.github.kernelpin.wire.JsonStreams;
import io.github.kernelpin.wire.Schema;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;

/** What was found in pin files, for programs. */
public final class LintJson {

    private LintJson() {}

    /** Something that is wrong in a pin file. */
    public record Problem(SourceLocation location, String message) {}

    /** An object on one line, without a line end. */
    public static String text(List<Pin> pins, List<Problem> problems) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JsonStreams.to(text)) {
            json.writeStartObject();
            json.writeNumberField(Schema.FIELD, Schema.VERSION);
            json.writeArrayFieldStart("pins");
            for (Pin pin : pins) {
                json.writeString(pin.id());
            }
            json.writeEndArray();
            json.writeArrayFieldStart("errors");
            for (Problem problem : problems) {
                json.writeStartObject();
                json.writeStringField("file", problem.location().file());
                json.writeNumberField("line", problem.location().line());
                json.writeNumberField("column", problem.location().column());
                json.writeStringField("message", problem.message());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return text.toString();
    }
}
