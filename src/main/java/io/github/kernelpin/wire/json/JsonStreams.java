package io.github.kernelpin.wire.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;

/**
 * Jackson's streams of tokens: what is read has limits, and what is written is ASCII, since people
 * look at it in terminals, whatever it quotes.
 */
public final class JsonStreams {

    /** A full-size kernel's symbols take 1 MB, and a transaction of 50,000 packages 5 MB. */
    public static final int DOCUMENT_BYTES_MAX = 32 * 1024 * 1024;

    /** Of 50,000 packages there are 1.5 million; more of them would not fit into memory. */
    private static final int TOKENS_MAX = 3_000_000;

    private static final int DEPTH_MAX = 16;
    private static final int STRING_CHARACTERS_MAX = 64 * 1024;
    private static final int NUMBER_CHARACTERS_MAX = 20;

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    // The JVM's table of strings is beside the heap, whose limit it knows nothing
                    // of.
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxDocumentLength(DOCUMENT_BYTES_MAX)
                                    .maxTokenCount(TOKENS_MAX)
                                    .maxNestingDepth(DEPTH_MAX)
                                    .maxStringLength(STRING_CHARACTERS_MAX)
                                    .maxNameLength(STRING_CHARACTERS_MAX)
                                    .maxNumberLength(NUMBER_CHARACTERS_MAX)
                                    .build())
                    .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                    .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                    .build();

    private JsonStreams() {}

    public static JsonParser from(InputStream in) throws IOException {
        return FACTORY.createParser(in);
    }

    /** A generator that writes to {@code out}, which stays open. */
    public static JsonGenerator to(OutputStream out) throws IOException {
        return FACTORY.createGenerator(out);
    }

    /** A generator that writes to {@code text}. */
    public static JsonGenerator to(StringWriter text) throws IOException {
        return FACTORY.createGenerator(text);
    }
}
