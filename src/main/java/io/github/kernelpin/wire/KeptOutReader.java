package io.github.kernelpin.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.kernelpin.model.advisory.Advisory;
import io.github.kernelpin.model.advisory.Withheld;
import io.github.kernelpin.model.disk.KeptOut;
import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.wire.json.Schema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the plugin remembers of its last runs (dnf-plugin/kernelpin_plugin/memory.py). */
public final class KeptOutReader {

    private KeptOutReader() {}

    /**
     * The packages that were kept out; none where nothing was, or the text makes no sense.
     *
     * @param text of the file; empty where there is none
     */
    public static List<KeptOut> read(String text) {
        List<KeptOut> read = new ArrayList<>();
        try {
            JsonNode document = JsonMapper.builder().build().readTree(text);
            if (document.path(Schema.FIELD).asInt() == Schema.VERSION) {
                for (JsonNode entry : document.path("kept_out")) {
                    read.add(keptOut(entry));
                }
            }
        } catch (JsonProcessingException | IllegalArgumentException e) {
            // The plugin makes it anew when it next keeps something out.
            return List.of();
        }
        return read;
    }

    private static KeptOut keptOut(JsonNode entry) {
        return new KeptOut(
                Nevra.parse(entry.path("package").asText()),
                texts(entry.path("pins")),
                texts(entry.path("rules")),
                entry.path("verdict").asText(),
                entry.path("since").asText(),
                entry.path("last").asText(),
                withheld(entry.path("withheld")));
    }

    private static @Nullable Withheld withheld(JsonNode withheld) {
        if (!withheld.isObject()) {
            return null;
        }
        List<Advisory> advisories = new ArrayList<>();
        for (JsonNode each : withheld.path("advisories")) {
            advisories.add(
                    new Advisory(
                            each.path("id").asText(),
                            each.path("severity").asText(),
                            each.path("updated").asText(),
                            texts(each.path("cves"))));
        }
        return new Withheld(withheld.path("known").asBoolean(), advisories);
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.asText()));
        return texts;
    }
}
