package io.github.kernelpin.wire.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.kernelpin.model.advisory.Advisory;
import io.github.kernelpin.model.advisory.Withheld;
import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.model.transaction.Request;
import io.github.kernelpin.model.transaction.Rest;
import io.github.kernelpin.model.verdict.Finding;
import io.github.kernelpin.model.verdict.Held;
import io.github.kernelpin.model.verdict.Subject;
import io.github.kernelpin.model.verdict.Verdict;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is held back, in JSON: the same fields in the hook's verdict and in what commands print. */
public final class HeldJson {

    private HeldJson() {}

    /**
     * Writes what is kept out and what that costs, and what is held, or why nothing is; nothing
     * where no pin would have it so.
     */
    public static void writeFields(Verdict verdict, Request request, JsonGenerator json)
            throws IOException {
        writeKeptOut(verdict, request, json);
        if (!verdict.notHeld().isEmpty()) {
            json.writeStringField("not_held", verdict.notHeld());
        }
        Held held = verdict.held();
        if (held == null) {
            return;
        }
        json.writeObjectFieldStart("held");
        RemedyJson.writeNevras("packages", held.packages(), json);
        RemedyJson.writeNevras("instead", held.instead(), json);
        RemedyJson.writeNevras("staying", held.staying(), json);
        json.writeBooleanField("everything", held.isEverything());
        json.writeEndObject();
    }

    private static void writeKeptOut(Verdict verdict, Request request, JsonGenerator json)
            throws IOException {
        SortedMap<Nevra, SortedSet<String>> pins = new TreeMap<>();
        for (Finding finding : verdict.grave()) {
            if (finding.change().direction() == Subject.Direction.INCOMING) {
                Nevra nevra = finding.change().rpm().nevra();
                SortedSet<String> of = pins.getOrDefault(nevra, new TreeSet<>());
                of.add(finding.pin());
                pins.put(nevra, of);
            }
        }
        if (pins.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("kept_out");
        for (Map.Entry<Nevra, SortedSet<String>> each : pins.entrySet()) {
            json.writeStartObject();
            json.writeStringField("package", each.getKey().toString());
            RemedyJson.writeTexts("pins", each.getValue(), json);
            writeRules(verdict, each.getKey(), json);
            String since = request.keptOutSince().get(each.getKey().toString());
            if (since != null) {
                json.writeStringField("since", since);
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        Rest rest = request.rest();
        if (rest != null) {
            writeWithheld(rest.withheld(), json);
        }
    }

    private static void writeRules(Verdict verdict, Nevra kept, JsonGenerator json)
            throws IOException {
        SortedSet<String> rules = new TreeSet<>();
        for (Finding finding : verdict.grave()) {
            if (finding.change().rpm().nevra().compareTo(kept) == 0) {
                rules.add(finding.rule());
            }
        }
        RemedyJson.writeTexts("rules", rules, json);
    }

    private static void writeWithheld(Withheld withheld, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("withheld");
        json.writeBooleanField("known", withheld.isKnown());
        json.writeArrayFieldStart("advisories");
        for (Advisory each : withheld.advisories()) {
            json.writeStartObject();
            json.writeStringField("id", each.id());
            json.writeStringField("severity", each.severity());
            json.writeStringField("updated", each.updated());
            RemedyJson.writeTexts("cves", each.cves(), json);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
