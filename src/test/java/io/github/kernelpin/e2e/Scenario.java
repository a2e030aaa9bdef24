package io.github.kernelpin.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import io.github.kernelpin.ModuleFixture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A scenario file: a host, the pins on it, a dnf command, and everything that is to be seen
 * afterwards.
 *
 * @param host {@code base} for the 8.4 host, {@code empty} for an empty root
 * @param setup dnf commands, run without the plugin, that lead to the state before
 * @param setupRepositories what these see
 * @param pins names of files in {@code e2e/pins}
 * @param files further files of the host; modules of kernels are described by what they need
 * @param changes what rpm says has come (+) and gone (-); empty for nothing
 * @param jvm whether the plugin may start one
 * @param follow the printed commands to try, by their labels
 * @param followChanges what each of them changes
 */
record Scenario(
        String name,
        String host,
        List<String> setup,
        List<String> setupRepositories,
        List<String> repositories,
        String options,
        String pluginOptions,
        List<String> pins,
        List<HostFile> files,
        String run,
        String input,
        int status,
        String stderr,
        List<String> changes,
        boolean jvm,
        List<String> follow,
        List<List<String>> followChanges) {

    /** A file below the root; a character of its content is a byte. */
    record HostFile(String path, String content) {}

    static Scenario read(Path file) throws IOException {
        JsonNode toml = new TomlMapper().readTree(file.toFile());
        List<HostFile> files = new ArrayList<>();
        for (JsonNode each : toml.path("files")) {
            files.add(new HostFile(each.path("path").asText(), content(each)));
        }
        List<List<String>> followChanges = new ArrayList<>();
        for (JsonNode each : toml.path("follow_changes")) {
            followChanges.add(texts(each));
        }
        return new Scenario(
                file.getFileName().toString().replace(".toml", ""),
                toml.path("host").asText("base"),
                texts(toml, "setup", List.of()),
                texts(toml, "setup_repositories", List.of("baseos-8.4")),
                texts(toml, "repositories", List.of("baseos-8.5")),
                toml.path("options").asText(""),
                toml.path("plugin_options").asText(""),
                texts(toml, "pins", List.of("drbd")),
                files,
                toml.path("run").asText(),
                toml.path("input").asText(""),
                toml.path("status").asInt(-1),
                toml.path("stderr").asText(""),
                texts(toml, "changes", List.of()),
                toml.path("jvm").asBoolean(true),
                texts(toml, "follow", List.of()),
                followChanges);
    }

    private static String content(JsonNode file) throws IOException {
        if (!file.has("built_for")) {
            return file.path("content").asText();
        }
        ModuleFixture module = ModuleFixture.builtFor(file.path("built_for").asText());
        file.path("info").properties().forEach(e -> module.info(e.getKey(), e.getValue().asText()));
        file.path("needs").properties().forEach(e -> module.needs(e.getKey(), crc(e.getValue())));
        file.path("exports")
                .properties()
                .forEach(e -> module.exports(e.getKey(), crc(e.getValue())));
        return new String(module.bytes(), StandardCharsets.ISO_8859_1);
    }

    private static long crc(JsonNode number) {
        return number.asLong();
    }

    private static List<String> texts(JsonNode toml, String key, List<String> otherwise) {
        if (!toml.has(key)) {
            return otherwise;
        }
        return texts(toml.path(key));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        for (JsonNode each : array) {
            texts.add(each.asText());
        }
        return texts;
    }

    @Override
    public String toString() {
        return name.replace('-', ' ');
    }
}
