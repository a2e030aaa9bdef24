package io.github.kernelpin.wire.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.model.transaction.DnfCommand;
import io.github.kernelpin.model.transaction.FrontEnd;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the command line of a request. */
final class CommandReader {

    private final JsonFields fields;
    private final JsonParser parser;

    CommandReader(JsonFields fields) {
        this.fields = fields;
        this.parser = fields.parser();
    }

    DnfCommand read() throws IOException {
        List<String> arguments = List.of();
        List<DnfCommand.Spec> specs = List.of();
        String verb = "";
        String name = "";
        @Nullable FrontEnd frontEnd = null;
        fields.expectHere(JsonToken.START_OBJECT, "command");
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "arguments" -> arguments = fields.texts(field);
                case "verb" -> verb = fields.text(field);
                case "name" -> name = fields.text(field);
                case "front_end" -> frontEnd = FrontEnd.of(fields.text(field));
                case "specs" -> specs = readSpecs();
                default -> parser.skipChildren();
            }
        }
        return frontEnd == null
                ? new DnfCommand(arguments, verb, name, specs)
                : new DnfCommand(arguments, verb, name, specs, frontEnd);
    }

    private List<DnfCommand.Spec> readSpecs() throws IOException {
        List<DnfCommand.Spec> specs = new ArrayList<>();
        fields.expectHere(JsonToken.START_ARRAY, "specs");
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            String text = "";
            List<Nevra> incoming = List.of();
            fields.expectHere(JsonToken.START_OBJECT, "item of specs");
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String field = parser.currentName();
                parser.nextToken();
                switch (field) {
                    case "text" -> text = fields.text(field);
                    case "incoming" -> incoming = fields.nevras(field);
                    default -> parser.skipChildren();
                }
            }
            specs.add(new DnfCommand.Spec(text, incoming));
        }
        return specs;
    }
}
