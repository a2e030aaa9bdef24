package io.github.kernelpin.wire.request;

import java.io.ByteArrayInputStream;
import java.io.IOException;

/** What {@code scripts/fuzz-coverage} has Jazzer look for ways through: the reader of requests. */
public final class RequestFuzz {

    private RequestFuzz() {}

    /** Jazzer calls it; whatever else is thrown is a find. */
    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        try {
            RequestReader.read(new ByteArrayInputStream(input));
        } catch (RequestFormatException e) {
            check(String.valueOf(e.getMessage()));
        }
    }

    private static void check(String message) {
        if (!message.startsWith("the request ") && !message.startsWith("something follows")) {
            throw new IllegalStateException("no message for people: " + message);
        }
    }
}
