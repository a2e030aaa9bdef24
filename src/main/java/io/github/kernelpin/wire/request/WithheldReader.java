package io.github.kernelpin.wire.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.kernelpin.model.advisory.Advisory;
import io.github.kernelpin.model.advisory.Withheld;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads which security advisories do not arrive. */
final class WithheldReader {

    private final JsonFields fields;
    private final JsonParser parser;

    WithheldReader(JsonFields fields) {
        this.fields = fields;
        this.parser = fields.parser();
    }

    Withheld read() throws IOException {
        boolean isKnown = false;
        List<Advisory> advisories = List.of();
        fields.expectHere(JsonToken.START_OBJECT, "withheld");
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "known" -> isKnown = fields.truth(field);
                case "advisories" -> advisories = readAdvisories();
                default -> parser.skipChildren();
            }
        }
        return new Withheld(isKnown, advisories);
    }

    private List<Advisory> readAdvisories() throws IOException {
        List<Advisory> advisories = new ArrayList<>();
        fields.expectHere(JsonToken.START_ARRAY, "advisories");
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            advisories.add(readAdvisory());
        }
        return advisories;
    }

    private Advisory readAdvisory() throws IOException {
        String id = "";
        String severity = "";
        String updated = "";
        List<String> cves = List.of();
        fields.expectHere(JsonToken.START_OBJECT, "item of advisories");
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "id" -> id = fields.text(field);
                case "severity" -> severity = fields.text(field);
                case "updated" -> updated = fields.text(field);
                case "cves" -> cves = fields.texts(field);
                default -> parser.skipChildren();
            }
        }
        if (id.isEmpty()) {
            throw fields.wrong("an item of advisories needs id");
        }
        return new Advisory(id, severity, updated, cves);
    }
}
