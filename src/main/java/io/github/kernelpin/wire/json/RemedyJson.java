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
        } else if (remedy instanceof Remedy.LiftPins lift) {
            writeLift(lift, json);
        }
    }

    private static void writeLift(Remedy.LiftPins lift, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("pins");
        for (Remedy.LiftPins.Lifted each : lift.pins()) {
            json.writeStartObject();
            json.writeStringField("pin", each.pin());
            json.writeStringField("file", each.location().file());
            json.writeNumberField("line", each.location().line());
            json.writeEndObject();
        }
        json.writeEndArray();
        Remedy.LiftPins.Price price = lift.price();
        if (price != null) {
            json.writeObjectFieldStart("price");
            writeNevras("next_kernels", price.next(), json);
            json.writeBooleanField("drivers_lost", price.isWithoutDrivers());
            writeTexts("loading", price.loading(), json);
            writeTexts("without", price.without(), json);
            writeTexts("unknown", price.unknown(), json);
            json.writeEndObject();
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
