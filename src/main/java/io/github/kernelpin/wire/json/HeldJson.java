package io.github.kernelpin.wire.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.model.verdict.Held;
import io.github.kernelpin.model.verdict.Verdict;
import java.io.IOException;
import java.util.List;

/** What is held back, in JSON: the same fields in the hook's verdict and in what commands print. */
public final class HeldJson {

    private HeldJson() {}

    /** Writes what is held, or why nothing is; nothing where no pin would have it so. */
    public static void writeFields(Verdict verdict, JsonGenerator json) throws IOException {
        if (!verdict.notHeld().isEmpty()) {
            json.writeStringField("not_held", verdict.notHeld());
        }
        Held held = verdict.held();
        if (held == null) {
            return;
        }
        json.writeObjectFieldStart("held");
        writeNevras("packages", held.packages(), json);
        writeNevras("instead", held.instead(), json);
        writeNevras("staying", held.staying(), json);
        json.writeBooleanField("everything", held.isEverything());
        json.writeEndObject();
    }

    private static void writeNevras(String field, List<Nevra> nevras, JsonGenerator json)
            throws IOException {
        json.writeArrayFieldStart(field);
        for (Nevra each : nevras) {
            json.writeString(each.toString());
        }
        json.writeEndArray();
    }
}
