package io.github.kernelpin.dnf;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.github.kernelpin.model.DnfCommand;
import io.github.kernelpin.model.HostState;
import io.github.kernelpin.model.Nevra;
import io.github.kernelpin.model.PackageChange;
import io.github.kernelpin.model.Request;
import io.github.kernelpin.model.RpmPackage;
import io.github.kernelpin.model.Transaction;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a request as {@code wire-format.md} describes it, token by token: nothing is bound by
 * reflection and nothing but the request's own records is built, because dnf waits.
 */
public final class RequestReader {

    /** The only version of the format there is. */
    public static final int SCHEMA = 1;

    /** A full-size kernel's symbols take 1 MB, and a transaction of 50,000 packages 5 MB. */
    private static final long DOCUMENT_BYTES_MAX = 32L * 1024 * 1024;

    private static final int DEPTH_MAX = 16;
    private static final int STRING_CHARACTERS_MAX = 64 * 1024;
    private static final int NUMBER_CHARACTERS_MAX = 20;

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxDocumentLength(DOCUMENT_BYTES_MAX)
                                    .maxNestingDepth(DEPTH_MAX)
                                    .maxStringLength(STRING_CHARACTERS_MAX)
                                    .maxNameLength(STRING_CHARACTERS_MAX)
                                    .maxNumberLength(NUMBER_CHARACTERS_MAX)
                                    .build())
                    .build();

    private final JsonParser parser;

    private String id = "";
    private String root = "/";
    private String pins = "";
    private DnfCommand command = new DnfCommand(List.of(), "", "", List.of());
    private String runningKernel = "";
    private String bootDefault = "";
    private int installonlyLimit;
    private List<String> waived = List.of();
    private List<PackageChange> changes = List.of();
    private List<RpmPackage> installed = List.of();
    private List<RpmPackage> available = List.of();
    private List<Request.Dependency> dependencies = List.of();

    private RequestReader(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * Reads one request and checks that nothing follows it.
     *
     * @throws RequestFormatException if it is no request of this schema
     * @throws IOException if the stream cannot be read
     */
    public static Request read(InputStream in) throws IOException {
        try (JsonParser parser = FACTORY.createParser(in)) {
            return new RequestReader(parser).readRequest();
        } catch (JsonProcessingException e) {
            throw new RequestFormatException(
                    "the request is not valid JSON"
                            + at(e.getLocation())
                            + ": "
                            + firstLine(e.getOriginalMessage()));
        }
    }

    private Request readRequest() throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw new RequestFormatException(
                    "the request is empty: expected a JSON object on standard input");
        }
        boolean schemaSeen = false;
        expectHere(JsonToken.START_OBJECT, "request");
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            parser.nextToken();
            if (field.equals("schema")) {
                checkSchema();
                schemaSeen = true;
            } else {
                readField(field);
            }
        }
        checkRequired(schemaSeen);
        if (parser.nextToken() != null) {
            throw new RequestFormatException(
                    "something follows the request" + at(parser.currentTokenLocation()));
        }
        HostState host = new HostState(installed, runningKernel, bootDefault, installonlyLimit);
        return new Request(
                id,
                root,
                pins,
                command,
                new Transaction(host, changes),
                available,
                dependencies,
                waived);
    }

    private void checkRequired(boolean schemaSeen) throws RequestFormatException {
        if (!schemaSeen) {
            throw missing("schema");
        }
        if (id.isEmpty()) {
            throw missing("id");
        }
        if (pins.isEmpty()) {
            throw missing("pins");
        }
        if (!pins.startsWith("/")) {
            throw new RequestFormatException("the request has pins that are no absolute path");
        }
    }

    private void checkSchema() throws IOException {
        int schema = number("schema");
        if (schema != SCHEMA) {
            throw wrong("schema " + schema + " is not supported: expected " + SCHEMA);
        }
    }

    private void readField(String field) throws IOException {
        switch (field) {
            case "id" -> id = text(field);
            case "root" -> root = text(field);
            case "pins" -> pins = text(field);
            case "command" -> command = readCommand();
            case "running_kernel" -> runningKernel = text(field);
            case "grubenv" -> bootDefault = GrubEnvironment.savedKernel(text(field));
            case "installonly_limit" -> installonlyLimit = number(field);
            case "allow" -> waived = texts(field);
            case "transaction" -> changes = readChanges();
            case "installed" -> installed = readPackages(field);
            case "available" -> available = readPackages(field);
            case "dependencies" -> dependencies = readDependencies();
            // A newer plugin may say more; what decides a verdict comes with a new schema number.
            default -> parser.skipChildren();
        }
    }

    private DnfCommand readCommand() throws IOException {
        List<String> arguments = List.of();
        List<DnfCommand.Spec> specs = List.of();
        String verb = "";
        String name = "";
        expectHere(JsonToken.START_OBJECT, "command");
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "arguments" -> arguments = texts(field);
                case "verb" -> verb = text(field);
                case "name" -> name = text(field);
                case "specs" -> specs = readSpecs();
                default -> parser.skipChildren();
            }
        }
        return new DnfCommand(arguments, verb, name, specs);
    }

    private List<DnfCommand.Spec> readSpecs() throws IOException {
        List<DnfCommand.Spec> specs = new ArrayList<>();
        expectHere(JsonToken.START_ARRAY, "specs");
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            String text = "";
            List<Nevra> incoming = List.of();
            expectHere(JsonToken.START_OBJECT, "item of specs");
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String field = parser.currentName();
                parser.nextToken();
                switch (field) {
                    case "text" -> text = text(field);
                    case "incoming" -> incoming = nevras(field);
                    default -> parser.skipChildren();
                }
            }
            specs.add(new DnfCommand.Spec(text, incoming));
        }
        return specs;
    }

    private List<PackageChange> readChanges() throws IOException {
        List<PackageChange> read = new ArrayList<>();
        expectHere(JsonToken.START_ARRAY, "transaction");
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            read.add(readChange());
        }
        return read;
    }

    private PackageChange readChange() throws IOException {
        PackageChange.Action action = null;
        RpmPackage subject = null;
        List<Nevra> replaces = List.of();
        expectHere(JsonToken.START_OBJECT, "item of transaction");
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "action" -> action = readAction();
                case "package" -> subject = new PackageReader(this).read();
                case "replaces" -> replaces = nevras(field);
                default -> parser.skipChildren();
            }
        }
        if (action == null || subject == null) {
            throw wrong("an item of transaction needs action and package");
        }
        return new PackageChange(action, subject, replaces);
    }

    private PackageChange.Action readAction() throws IOException {
        String word = text("action");
        for (PackageChange.Action action : PackageChange.Action.values()) {
            if (action.word().equals(word)) {
                return action;
            }
        }
        throw wrong("\"" + word + "\" is no action of a transaction");
    }

    private List<RpmPackage> readPackages(String field) throws IOException {
        List<RpmPackage> packages = new ArrayList<>();
        expectHere(JsonToken.START_ARRAY, field);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            packages.add(new PackageReader(this).read());
        }
        return packages;
    }

    private List<Request.Dependency> readDependencies() throws IOException {
        List<Request.Dependency> read = new ArrayList<>();
        expectHere(JsonToken.START_ARRAY, "dependencies");
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            Nevra dependent = null;
            List<Nevra> anyOf = List.of();
            expectHere(JsonToken.START_OBJECT, "item of dependencies");
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String field = parser.currentName();
                parser.nextToken();
                switch (field) {
                    case "package" -> dependent = nevra(text(field));
                    case "any_of" -> anyOf = nevras(field);
                    default -> parser.skipChildren();
                }
            }
            if (dependent == null || anyOf.isEmpty()) {
                throw wrong("an item of dependencies needs package and any_of");
            }
            read.add(new Request.Dependency(dependent, anyOf));
        }
        return read;
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

    private List<Nevra> nevras(String field) throws IOException {
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

    int number(String field) throws IOException {
        expectHere(JsonToken.VALUE_NUMBER_INT, field);
        int number = parser.getIntValue();
        if (number < 0) {
            throw wrong(field + " is negative");
        }
        return number;
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

    private static RequestFormatException missing(String field) {
        return new RequestFormatException("the request has no " + field);
    }

    RequestFormatException wrong(String what) {
        return new RequestFormatException(
                "the request is wrong" + at(parser.currentTokenLocation()) + ": " + what);
    }

    private static String at(JsonLocation location) {
        return location == null
                ? ""
                : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
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
