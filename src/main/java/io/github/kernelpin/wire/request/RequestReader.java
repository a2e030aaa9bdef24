package io.github.kernelpin.wire.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.kernelpin.model.boot.GrubEnvironment;
import io.github.kernelpin.model.boot.SysconfigKernel;
import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.pin.Allowance;
import io.github.kernelpin.model.pin.Allowances;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.model.symbol.ModuleFile;
import io.github.kernelpin.model.transaction.DnfCommand;
import io.github.kernelpin.model.transaction.HostState;
import io.github.kernelpin.model.transaction.PackageChange;
import io.github.kernelpin.model.transaction.Request;
import io.github.kernelpin.model.transaction.Transaction;
import io.github.kernelpin.wire.json.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request as {@code wire-format.md} describes it, token by token: nothing is bound by
 * reflection and nothing but the request's own records is built, because dnf waits.
 */
public final class RequestReader {

    /** Kernels, their parts and modules: of a hundred kernels there are some thousand. */
    private static final int INSTALLED_MAX = 5_000;

    /** All kernels of RHEL 8, with their parts and variants, are some thousand. */
    private static final int AVAILABLE_MAX = 10_000;

    private JsonParser parser;
    private JsonFields fields;

    private String id = "";
    private String root = "/";
    private String pins = "";
    private DnfCommand command = new DnfCommand(List.of(), "", "", List.of());
    private String runningKernel = "";
    private String bootDefault = "";
    private boolean updatesBootDefault;
    private int installonlyLimit;
    private @Nullable List<ModuleFile> moduleFiles;
    private List<String> allow = List.of();
    private String date = "";
    private List<PackageChange> changes = List.of();
    private List<RpmPackage> installed = List.of();
    private List<RpmPackage> available = List.of();
    private List<Request.Dependency> dependencies = List.of();
    private boolean canSolveAgain;
    private boolean canHold;
    private final Map<String, String> keptOutSince = new TreeMap<>();
    private Pin.Action action = Pin.Action.REFUSE;
    private @Nullable RestReader rest;

    RequestReader(JsonParser parser) {
        this.parser = parser;
        this.fields = new JsonFields(parser);
    }

    /** Has the next request come from another parser. */
    void continueWith(JsonParser next) {
        parser = next;
        fields = new JsonFields(next);
    }

    /**
     * Reads one request and checks that nothing follows it.
     *
     * @throws RequestFormatException if it is no request of this schema
     * @throws IOException if the stream cannot be read
     */
    public static Request read(InputStream in) throws IOException {
        RequestStream stream = new RequestStream(in);
        Request request = stream.first();
        stream.end();
        return request;
    }

    /**
     * Reads one request where the parser is, at its first token. What it does not have is as in the
     * one that was read before.
     */
    Request readRequest() throws IOException {
        id = "";
        boolean schemaSeen = false;
        fields.expectHere(JsonToken.START_OBJECT, "request");
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            parser.nextToken();
            if (field.equals(Schema.FIELD)) {
                checkSchema();
                schemaSeen = true;
            } else {
                readField(field);
            }
        }
        checkRequired(schemaSeen);
        HostState host =
                new HostState(
                        installed,
                        moduleFiles == null ? List.of() : moduleFiles,
                        runningKernel,
                        bootDefault,
                        updatesBootDefault,
                        installonlyLimit);
        Transaction transaction = new Transaction(host, changes);
        return new Request(
                id,
                root,
                pins,
                command,
                transaction,
                described(available, transaction.incoming()),
                dependencies,
                Allowances.parse(allow, date),
                moduleFiles != null,
                canSolveAgain,
                rest == null ? null : rest.rest(host, changes),
                canHold,
                new TreeMap<>(keptOutSince),
                action);
    }

    /** Of an available package that comes in there is more to be known where it does. */
    private static List<RpmPackage> described(
            List<RpmPackage> available, List<RpmPackage> incoming) {
        Map<Nevra, RpmPackage> arriving = new TreeMap<>();
        for (RpmPackage each : incoming) {
            arriving.put(each.nevra(), each);
        }
        List<RpmPackage> described = new ArrayList<>();
        for (RpmPackage each : available) {
            described.add(arriving.getOrDefault(each.nevra(), each));
        }
        return described;
    }

    private void checkRequired(boolean schemaSeen) throws RequestFormatException {
        if (!schemaSeen) {
            throw missing(Schema.FIELD);
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
        long schema = fields.number(Schema.FIELD, Long.MAX_VALUE);
        if (schema != Schema.VERSION) {
            throw fields.wrong(
                    "schema " + schema + " is not supported: expected " + Schema.VERSION);
        }
    }

    private void readField(String field) throws IOException {
        switch (field) {
            case "id" -> id = fields.text(field);
            case "root" -> root = fields.text(field);
            case "pins" -> pins = fields.text(field);
            case "command" -> command = new CommandReader(fields).read();
            case "running_kernel" -> runningKernel = fields.text(field);
            case "grubenv" -> bootDefault = GrubEnvironment.bootKernel(fields.text(field));
            case "sysconfig_kernel" ->
                    updatesBootDefault = SysconfigKernel.updatesDefault(fields.text(field));
            case "installonly_limit" -> installonlyLimit = fields.count(field);
            case "module_files" -> moduleFiles = readModuleFiles();
            case "allow" -> allow = fields.texts(field);
            case "date" -> date = readDate();
            case "transaction" -> changes = new TransactionReader(fields).read();
            case "installed" ->
                    installed = new PackagesReader(fields, field, INSTALLED_MAX).readAll();
            case "available" ->
                    available = new PackagesReader(fields, field, AVAILABLE_MAX).readSensible();
            case "can_solve_again" -> canSolveAgain = fields.truth(field);
            case "can_hold" -> canHold = fields.truth(field);
            case "kept_out_since" -> readKeptOutSince();
            case "action" -> action = readAction();
            case "rest" -> rest = readRest();
            case "dependencies" -> dependencies = new DependencyReader(fields).read();
            // A newer plugin may say more; what decides a verdict comes with a new schema number.
            default -> parser.skipChildren();
        }
    }

    private @Nullable RestReader readRest() throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        RestReader reader = new RestReader(fields);
        reader.read();
        return reader;
    }

    private void readKeptOutSince() throws IOException {
        fields.expectHere(JsonToken.START_OBJECT, "kept_out_since");
        keptOutSince.clear();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String nevra = parser.currentName();
            parser.nextToken();
            String day = fields.text("kept_out_since");
            // What is merely remembered is no reason to refuse anything.
            if (Allowance.isDate(day)) {
                keptOutSince.put(nevra, day);
            }
        }
    }

    private Pin.Action readAction() throws IOException {
        String text = fields.text("action");
        Pin.Action named = Pin.Action.named(text);
        if (named == null) {
            throw fields.wrong("\"" + text + "\" is no action: expected " + Pin.Action.expected());
        }
        return named;
    }

    private String readDate() throws IOException {
        String text = fields.text("date");
        if (!Allowance.isDate(text)) {
            throw fields.wrong("\"" + text + "\" is no date: expected YYYY-MM-DD");
        }
        return text;
    }

    private @Nullable List<ModuleFile> readModuleFiles() throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        List<ModuleFile> files = new ArrayList<>();
        fields.expectHere(JsonToken.START_ARRAY, "module_files");
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            files.add(new ModuleFileReader(fields).read());
        }
        return files;
    }

    private static RequestFormatException missing(String field) {
        return new RequestFormatException("the request has no " + field);
    }
}
