package io.github.kernelpin.wire.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.kernelpin.model.advisory.Withheld;
import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.model.transaction.HostState;
import io.github.kernelpin.model.transaction.PackageChange;
import io.github.kernelpin.model.transaction.Rest;
import io.github.kernelpin.model.transaction.Transaction;
import java.io.IOException;
import java.util.ArrayList;
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
    private final List<Integer> same = new ArrayList<>();
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
                case "same" -> readSame();
                case "transaction" -> changes = new TransactionReader(fields).read();
                default -> parser.skipChildren();
            }
        }
    }

    private void readSame() throws IOException {
        fields.expectHere(JsonToken.START_ARRAY, "same");
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            int place = fields.count("same");
            if (!same.isEmpty() && place <= same.get(same.size() - 1)) {
                throw fields.wrong("same is not in ascending order");
            }
            same.add(place);
        }
    }

    /**
     * What was read.
     *
     * @param host that the rest of the request describes
     * @param judged the changes of the transaction that is judged, some of which stay
     */
    Rest rest(HostState host, List<PackageChange> judged) throws RequestFormatException {
        List<PackageChange> all = new ArrayList<>();
        for (int place : same) {
            if (place >= judged.size()) {
                throw new RequestFormatException(
                        "the request is wrong: same is "
                                + place
                                + ": transaction has "
                                + judged.size()
                                + " items, counted from 0");
            }
            all.add(judged.get(place));
        }
        all.addAll(changes);
        return new Rest(
                round,
                leftOut,
                problem,
                takesBest,
                besides,
                unmet,
                withheld,
                new Transaction(host, all));
    }
}
