package io.github.kernelpin.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.StringWriter;

/** Writes JSON in ASCII, since people look at it in terminals, whatever it quotes. */
public final class AsciiJson {

    private static final JsonFactory FACTORY =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private AsciiJson() {}

    /** A generator that writes to {@code text}. */
    public static JsonGenerator to(StringWriter text) throws IOException {
        return FACTORY.createGenerator(text);
    }
}
