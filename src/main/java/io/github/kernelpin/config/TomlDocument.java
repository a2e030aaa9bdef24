package io.github.kernelpin.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.toml.TomlFactory;
import io.github.kernelpin.model.SourceLocation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads TOML with Jackson, token by token, and puts the positions that Jackson does not keep to it.
 */
final class TomlDocument {

    private static final int DEPTH_MAX = 16;

    private static final TomlFactory FACTORY =
            TomlFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(DEPTH_MAX).build())
                    .build();

    private final JsonParser parser;
    private final TomlPositions positions;

    private TomlDocument(JsonParser parser, TomlPositions positions) {
        this.parser = parser;
        this.positions = positions;
    }

    /**
     * Reads a document.
     *
     * @throws BadPinsException with the place of the first syntax error
     */
    static TomlValue.Table parse(String file, String text) throws BadPinsException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            parser.nextToken();
            return new TomlDocument(parser, TomlPositions.of(file, text)).table("");
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            SourceLocation location =
                    at == null
                            ? new SourceLocation(file, 1, 1)
                            : new SourceLocation(
                                    file,
                                    Math.max(at.getLineNr(), 1),
                                    Math.max(at.getColumnNr(), 1));
            String message = e.getOriginalMessage();
            int end = message.indexOf('\n');
            throw new BadPinsException(
                    List.of(
                            new PinError(
                                    location,
                                    "not valid TOML: "
                                            + (end < 0 ? message : message.substring(0, end)))));
        } catch (IOException e) {
            throw new BadPinsException(
                    List.of(
                            new PinError(
                                    new SourceLocation(file, 1, 1),
                                    String.valueOf(e.getMessage()))));
        }
    }

    private TomlValue value(String path) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return table(path);
        }
        if (token == JsonToken.START_ARRAY) {
            List<TomlValue> elements = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                elements.add(value(TomlPositions.child(path, String.valueOf(elements.size()))));
            }
            return new TomlValue.Array(elements, positions.ofValue(path));
        }
        if (token == JsonToken.VALUE_STRING) {
            return new TomlValue.Text(parser.getText(), positions.ofValue(path));
        }
        boolean isBoolean = token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE;
        return new TomlValue.Other(isBoolean ? "a boolean" : "a number", positions.ofValue(path));
    }

    private TomlValue.Table table(String path) throws IOException {
        Map<String, TomlValue> entries = new LinkedHashMap<>();
        Map<String, SourceLocation> keys = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            String childPath = TomlPositions.child(path, key);
            parser.nextToken();
            entries.put(key, value(childPath));
            keys.put(key, positions.ofKey(childPath));
        }
        return new TomlValue.Table(entries, keys, positions.ofValue(path));
    }
}
