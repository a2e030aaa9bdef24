package io.github.kernelpin.wire.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.kernelpin.model.transaction.Request;
import io.github.kernelpin.wire.json.JsonStreams;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one conversation, one JSON object after another. A front end sends the next one
 * only when it has been asked for, so that nothing is read that is not needed yet: not even whether
 * anything follows.
 */
public final class RequestStream {

    private final InputStream in;
    private @Nullable JsonParser parser;
    private @Nullable RequestReader reader;

    public RequestStream(InputStream in) {
        this.in = in;
    }

    /**
     * Reads the first request.
     *
     * @throws RequestFormatException if it is no request of this schema, or there is none
     * @throws IOException if the stream cannot be read
     */
    public Request first() throws IOException {
        Request request = next();
        if (request == null) {
            throw new RequestFormatException(
                    "the request is empty: expected a JSON object on standard input");
        }
        return request;
    }

    /**
     * Reads the next request; a field that it does not have is as in the one before, but for schema
     * and id.
     *
     * @return null if there is none
     * @throws RequestFormatException if it is no request of this schema
     * @throws IOException if the stream cannot be read
     */
    public @Nullable Request next() throws IOException {
        try {
            // Each document has limits of its own, and so a parser.
            JsonParser next = JsonStreams.from(unread());
            parser = next;
            if (next.nextToken() == null) {
                return null;
            }
            if (reader == null) {
                reader = new RequestReader(next);
            } else {
                reader.continueWith(next);
            }
            return reader.readRequest();
        } catch (CharConversionException e) {
            // Jackson takes zeros at the start for UTF-32.
            throw new RequestFormatException("the request is not valid JSON: " + e.getMessage());
        } catch (JsonProcessingException e) {
            throw noJson(e);
        }
    }

    /**
     * Waits for the end of the stream.
     *
     * @throws RequestFormatException if anything but blanks comes before it
     * @throws IOException if the stream cannot be read
     */
    public void end() throws IOException {
        try {
            if (parser != null && parser.nextToken() != null) {
                throw new RequestFormatException(
                        "something follows the request"
                                + JsonFields.at(parser.currentTokenLocation()));
            }
        } catch (JsonProcessingException e) {
            throw noJson(e);
        }
    }

    private InputStream unread() throws IOException {
        if (parser == null) {
            return in;
        }
        ByteArrayOutputStream ahead = new ByteArrayOutputStream();
        parser.releaseBuffered(ahead);
        return new SequenceInputStream(new ByteArrayInputStream(ahead.toByteArray()), in);
    }

    private static RequestFormatException noJson(JsonProcessingException e) {
        return new RequestFormatException(
                "the request is not valid JSON"
                        + JsonFields.at(e.getLocation())
                        + ": "
                        + firstLine(e.getOriginalMessage()));
    }

    /** Jackson's reason without what it says about itself. */
    private static String firstLine(String message) {
        String line = message;
        for (String leak : new String[] {"\n", " (start marker at ", ", from `"}) {
            int start = line.indexOf(leak);
            line = start < 0 ? line : line.substring(0, start) + (leak.startsWith(",") ? ")" : "");
        }
        return line;
    }
}
