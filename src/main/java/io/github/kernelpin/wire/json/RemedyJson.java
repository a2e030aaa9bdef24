package io.github.kernelpin.wire.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.model.verdict.Remedy;
import java.io.IOException;
import java.util.Collection;
import java.util.List;

/** Remedies in JSON: the same fields in the hook's verdict and in what commands print. */
public final class RemedyJson {

    private RemedyJson() {}

    public static void writeField(List<Remedy> remedies, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("remedies");
        for (Remedy remedy : remedies) {
            json.writeStartObject();
            json.writeStringField("remedy", remedy.id());
            writeDetails(remedy, json);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Without a switch over the types, as that goes through invokedynamic. */
    private static void writeDetails(Remedy remedy, JsonGenerator json) throws IOException {
        if (remedy instanceof Remedy.InstallRest rest) {
            writeNevras("leave_out", rest.leftOut(), json);
            writeTexts("specs", rest.specs(), json);
            writeTexts("excludes", rest.excludes(), json);
            json.writeBooleanField("tried", rest.isTried());
            json.writeBooleanField("best", rest.takesBest());
        } else if (remedy instanceof Remedy.NoRest rest) {
            json.writeStringField("reason", rest.reason());
        } else if (remedy instanceof Remedy.InstallKernel kernel) {
            json.writeStringField("kernel", kernel.kernel().toString());
            writeNevras("packages", kernel.packages(), json);
        } else if (remedy instanceof Remedy.InstallPair pair) {
            json.writeStringField("kernel", pair.kernel().toString());
            writeNevras("builds", pair.builds(), json);
            writeNevras("packages", pair.packages(), json);
        } else if (remedy instanceof Remedy.StayWith kernel) {
            json.writeStringField("kernel", kernel.kernel().toString());
        } else if (remedy instanceof Remedy.RaiseLimit limit) {
            json.writeNumberField("installonly_limit", limit.installonlyLimit());
        } else if (remedy instanceof Remedy.LiftPin pin) {
            json.writeStringField("pin", pin.pin());
            json.writeStringField("file", pin.location().file());
            json.writeNumberField("line", pin.location().line());
        }
    }

    static void writeTexts(String field, Collection<String> texts, JsonGenerator json)
            throws IOException {
        json.writeArrayFieldStart(field);
        for (String each : texts) {
            json.writeString(each);
        }
        json.writeEndArray();
    }

    static void writeNevras(String field, List<Nevra> nevras, JsonGenerator json)
            throws IOException {
        json.writeArrayFieldStart(field);
        for (Nevra each : nevras) {
            json.writeString(each.toString());
        }
        json.writeEndArray();
    }
}
