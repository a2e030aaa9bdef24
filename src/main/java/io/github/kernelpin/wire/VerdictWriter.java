package io.github.kernelpin.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.kernelpin.model.symbol.ModuleFile;
import io.github.kernelpin.model.symbol.Symbols;
import io.github.kernelpin.model.transaction.Request;
import io.github.kernelpin.model.verdict.Verdict;
import io.github.kernelpin.wire.json.FindingJson;
import io.github.kernelpin.wire.json.HeldJson;
import io.github.kernelpin.wire.json.JsonStreams;
import io.github.kernelpin.wire.json.RemedyJson;
import io.github.kernelpin.wire.json.Schema;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Writes a verdict as {@code wire-format.md} describes it, in ASCII. */
public final class VerdictWriter {

    private VerdictWriter() {}

    /** Writes the verdict on one line; the stream stays open. */
    public static void write(Request request, Verdict verdict, String message, OutputStream out)
            throws IOException {
        try (JsonGenerator json = JsonStreams.to(out)) {
            json.writeStartObject();
            json.writeNumberField(Schema.FIELD, Schema.VERSION);
            json.writeStringField("request", request.id());
            json.writeStringField("verdict", verdict.decision().id());
            json.writeStringField("message", message);
            FindingJson.writeField(verdict.findings(), json);
            RemedyJson.writeField(verdict.remedies(), json);
            HeldJson.writeFields(verdict, request, json);
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    /**
     * Asks for the request once more, with these files and the symbols of kernels that they need.
     */
    public static void writeQuestion(String requestId, List<ModuleFile> files, OutputStream out)
            throws IOException {
        try (JsonGenerator json = JsonStreams.to(out)) {
            startQuestion(requestId, json);
            json.writeArrayFieldStart("module_files");
            for (ModuleFile file : files) {
                writeModuleFile(file, json);
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    /** Asks for the request once more, with what dnf would do without some packages. */
    public static void writeTrial(String requestId, List<String> patterns, OutputStream out)
            throws IOException {
        try (JsonGenerator json = JsonStreams.to(out)) {
            startQuestion(requestId, json);
            json.writeArrayFieldStart("leave_out");
            for (String pattern : patterns) {
                json.writeString(pattern);
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static void startQuestion(String requestId, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField(Schema.FIELD, Schema.VERSION);
        json.writeStringField("request", requestId);
        json.writeStringField("verdict", "ask");
        json.writeStringField("message", "");
    }

    private static void writeModuleFile(ModuleFile file, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", file.name());
        json.writeStringField("path", file.path());
        json.writeStringField("version", file.version());
        json.writeStringField("vermagic", file.vermagic());
        if (!file.problem().isEmpty()) {
            json.writeStringField("problem", file.problem());
        }
        json.writeArrayFieldStart("requires");
        writeSymbols("kernel(", file.needs(), json);
        writeSymbols("ksym(", file.needsOfModules(), json);
        json.writeEndArray();
        if (!file.overridden().isEmpty()) {
            json.writeArrayFieldStart("overridden");
            for (String symbol : file.overridden()) {
                json.writeString(symbol);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static void writeSymbols(String start, Symbols symbols, JsonGenerator json)
            throws IOException {
        for (int i = 0; i < symbols.size(); i++) {
            json.writeString(start + symbols.name(i) + ") = 0x" + Long.toHexString(symbols.crc(i)));
        }
    }
}
