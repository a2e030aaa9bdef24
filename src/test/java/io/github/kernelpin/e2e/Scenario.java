package io.github.kernelpin.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import io.github.kernelpin.HostFile;
import java.io.IOException;
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
 * @param follow the printed commands whose changes are told, by their labels
 * @param followStatus what every printed command ends with
 * @param followChanges what each of them changes
 * @param ends where the host ends, as {@link HostEnd} says it; empty where nobody asks
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
        int followStatus,
        List<List<String>> followChanges,
        String ends) {

    static Scenario read(Path file) throws IOException {
        JsonNode toml = new TomlMapper().readTree(file.toFile());
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
                HostFile.readAll(toml.path("files")),
                toml.path("run").asText(),
                toml.path("input").asText(""),
                toml.path("status").asInt(-1),
                toml.path("stderr").asText(""),
                texts(toml, "changes", List.of()),
                toml.path("jvm").asBoolean(true),
                texts(toml, "follow", List.of()),
                toml.path("follow_status").asInt(0),
                followChanges,
                toml.path("ends").asText(""));
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
