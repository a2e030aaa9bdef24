package io.github.kernelpin.config.toml;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.toml.TomlFactory;
import com.fasterxml.jackson.dataformat.toml.TomlReadFeature;
import io.github.kernelpin.model.verdict.SourceLocation;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads TOML with Jackson, token by token, and puts the positions that Jackson does not keep to it.
 */
public final class TomlDocument {

    private static final int DEPTH_MAX = 16;

    private static final TomlFactory FACTORY =
            TomlFactory.builder()
                    .enable(TomlReadFeature.PARSE_JAVA_TIME)
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
     * @throws BadFileException with the place of the first syntax error
     */
    public static TomlValue.Table parse(String file, String text) throws BadFileException {
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
            throw invalid(location, e.getOriginalMessage());
        } catch (DateTimeException e) {
            // Jackson lets the JDK refuse the 13th month, and forgets where it stood.
            throw invalid(new SourceLocation(file, 1, 1), String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new BadFileException(
                    List.of(
                            new FileError(
                                    new SourceLocation(file, 1, 1),
                                    String.valueOf(e.getMessage()))));
        }
    }

    private static BadFileException invalid(SourceLocation location, String message) {
        return new BadFileException(
                List.of(
                        new FileError(
                                location, "not valid TOML: " + TomlSyntax.describe(message))));
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
        if (token == JsonToken.VALUE_NUMBER_INT) {
            return new TomlValue.WholeNumber(parser.getText(), positions.ofValue(path));
        }
        return new TomlValue.Other(kind(token), positions.ofValue(path));
    }

    private static String kind(JsonToken token) {
        return switch (token) {
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            case VALUE_EMBEDDED_OBJECT -> "a date or time";
            default -> "a number";
        };
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
