package io.github.kernelpin.wire.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.model.transaction.Request;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads which packages of a request need which others. */
final class DependencyReader {

    private final JsonFields fields;
    private final JsonParser parser;

    DependencyReader(JsonFields fields) {
        this.fields = fields;
        this.parser = fields.parser();
    }

    List<Request.Dependency> read() throws IOException {
        List<Request.Dependency> read = new ArrayList<>();
        fields.expectHere(JsonToken.START_ARRAY, "dependencies");
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            read.add(readDependency());
        }
        return read;
    }

    private Request.Dependency readDependency() throws IOException {
        Nevra dependent = null;
        List<Nevra> anyOf = List.of();
        fields.expectHere(JsonToken.START_OBJECT, "item of dependencies");
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "package" -> dependent = fields.nevra(fields.text(field));
                case "any_of" -> anyOf = fields.nevras(field);
                default -> parser.skipChildren();
            }
        }
        if (dependent == null || anyOf.isEmpty()) {
            throw fields.wrong("an item of dependencies needs package and any_of");
        }
        return new Request.Dependency(dependent, anyOf);
    }
}
