package io.github.kernelpin.wire.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.model.transaction.PackageChange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads the transaction of a request. */
final class TransactionReader {

    /** They are compared with each other; other packages are not. */
    private static final int KERNELS_AND_MODULES_MAX = 1_000;

    private final JsonFields fields;
    private final JsonParser parser;

    TransactionReader(JsonFields fields) {
        this.fields = fields;
        this.parser = fields.parser();
    }

    List<PackageChange> read() throws IOException {
        List<PackageChange> read = new ArrayList<>();
        int ofKernels = 0;
        fields.expectHere(JsonToken.START_ARRAY, "transaction");
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            PackageChange change = readChange();
            RpmPackage subject = change.subject();
            ofKernels += subject.isOfKernel() || subject.isModule() ? 1 : 0;
            if (ofKernels > KERNELS_AND_MODULES_MAX) {
                throw fields.wrong(
                        "more than "
                                + KERNELS_AND_MODULES_MAX
                                + " kernels and modules in transaction");
            }
            read.add(change);
        }
        return read;
    }

    private PackageChange readChange() throws IOException {
        PackageChange.Action action = null;
        RpmPackage subject = null;
        List<Nevra> replaces = List.of();
        fields.expectHere(JsonToken.START_OBJECT, "item of transaction");
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "action" -> action = readAction();
                case "package" -> subject = new PackageReader(fields).read();
                case "replaces" -> replaces = fields.nevras(field);
                default -> parser.skipChildren();
            }
        }
        if (action == null || subject == null) {
            throw fields.wrong("an item of transaction needs action and package");
        }
        PackagesReader.checkName(subject.nevra(), fields);
        return new PackageChange(action, subject, replaces);
    }

    private PackageChange.Action readAction() throws IOException {
        String word = fields.text("action");
        for (PackageChange.Action action : PackageChange.Action.values()) {
            if (action.id().equals(word)) {
                return action;
            }
        }
        throw fields.wrong("\"" + word + "\" is no action of a transaction");
    }
}
