package io.github.kernelpin.report.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.kernelpin.model.pin.AllowanceStatus;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What kernelpin.conf says of a kernel, as a field of a JSON object. */
public final class AllowanceJson {

    private AllowanceJson() {}

    /** No field where nothing is said. */
    public static void writeField(@Nullable AllowanceStatus allowance, JsonGenerator json)
            throws IOException {
        if (allowance != null) {
            json.writeObjectFieldStart("allowance");
            json.writeStringField("kernel", allowance.allowance().kernel());
            json.writeStringField("expires", allowance.expires());
            json.writeStringField("state", allowance.state().id());
            json.writeStringField("message", allowance.describe());
            json.writeEndObject();
        }
    }
}
