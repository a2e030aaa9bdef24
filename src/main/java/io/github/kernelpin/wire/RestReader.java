package io.github.kernelpin.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.kernelpin.model.advisory.Withheld;
import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.model.transaction.HostState;
import io.github.kernelpin.model.transaction.PackageChange;
import io.github.kernelpin.model.transaction.Rest;
import io.github.kernelpin.model.transaction.Transaction;
import java.io.IOException;
import java.util.List;

/** Reads what dnf would do without the packages that it was asked to leave out. */
final class RestReader {

    private final JsonFields fields;
    private final JsonParser parser;

    private int round = 1;
    private List<String> leftOut = List.of();
    private String problem = "";
    private boolean takesBest = true;
    private List<Nevra> besides = List.of();
    private List<String> unmet = List.of();
    private Withheld withheld = Withheld.UNKNOWN;
    private List<PackageChange> changes = List.of();

    RestReader(JsonFields fields) {
        this.fields = fields;
        this.parser = fields.parser();
    }

    void read() throws IOException {
        fields.expectHere(JsonToken.START_OBJECT, "rest");
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "round" -> round = fields.count(field);
                case "left_out" -> leftOut = fields.texts(field);
                case "withheld" -> withheld = new WithheldReader(fields).read();
                case "unmet" -> unmet = fields.texts(field);
                case "problem" -> problem = fields.text(field);
                case "best" -> takesBest = fields.truth(field);
                case "besides" -> besides = fields.nevras(field);
                case "transaction" -> changes = new TransactionReader(fields).read();
                default -> parser.skipChildren();
            }
        }
    }

    /** What was read, on a host that the rest of the request describes. */
    Rest rest(HostState host) {
        return new Rest(
                round,
                leftOut,
                problem,
                takesBest,
                besides,
                unmet,
                withheld,
                new Transaction(host, changes));
    }
}
