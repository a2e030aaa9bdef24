package io.github.kernelpin.wire.request;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.kernelpin.model.rpm.Nevra;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Values of a request's fields where the parser is, or an error that says what was expected. */
final class JsonFields {

    private final JsonParser parser;

    JsonFields(JsonParser parser) {
        this.parser = parser;
    }

    JsonParser parser() {
        return parser;
    }

    Nevra nevra(String text) throws RequestFormatException {
        try {
            return Nevra.parse(text);
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    List<Nevra> nevras(String field) throws IOException {
        List<Nevra> nevras = new ArrayList<>();
        expectHere(JsonToken.START_ARRAY, field);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            nevras.add(nevra(text(field)));
        }
        return nevras;
    }

    List<String> texts(String field) throws IOException {
        List<String> texts = new ArrayList<>();
        expectHere(JsonToken.START_ARRAY, field);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            texts.add(text(field));
        }
        return texts;
    }

    String text(String field) throws IOException {
        expectHere(JsonToken.VALUE_STRING, field);
        return parser.getText();
    }

    /** A whole number from 0 to {@code max}, which may be that of a long. */
    long number(String field, long max) throws IOException {
        expectHere(JsonToken.VALUE_NUMBER_INT, field);
        boolean isLong = parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
        if (isLong && parser.getLongValue() < 0) {
            throw wrong(field + " is negative");
        }
        if (!isLong || parser.getLongValue() > max) {
            throw wrong(field + " is larger than " + max);
        }
        return parser.getLongValue();
    }

    boolean truth(String field) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_FALSE) {
            expectHere(JsonToken.VALUE_TRUE, field);
        }
        return parser.currentToken() == JsonToken.VALUE_TRUE;
    }

    /** A number of things; more than an int can count are as many as it can. */
    int count(String field) throws IOException {
        return (int) Math.min(number(field, Long.MAX_VALUE), Integer.MAX_VALUE);
    }

    void expectHere(JsonToken expected, String field) throws IOException {
        JsonToken actual = parser.currentToken();
        if (actual == null) {
            throw wrong("the request ends within " + field);
        }
        if (actual != expected) {
            throw wrong(field + " is " + describe(actual) + ": expected " + describe(expected));
        }
    }

    private static String describe(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a string";
            case VALUE_NUMBER_INT -> "a whole number";
            case VALUE_NUMBER_FLOAT -> "a number with a fraction";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            case VALUE_NULL -> "null";
            case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                    "something else";
        };
    }

    RequestFormatException wrong(String message) {
        return new RequestFormatException(
                "the request is wrong" + at(parser.currentTokenLocation()) + ": " + message);
    }

    /** Where in the document; empty if that is not known. */
    static String at(JsonLocation location) {
        return location == null
                ? ""
                : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }
}
