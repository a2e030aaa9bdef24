package io.github.kernelpin.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import io.github.kernelpin.cases.file.PackageNotation;
import io.github.kernelpin.model.pin.Allowances;
import io.github.kernelpin.model.symbol.ModuleFile;
import io.github.kernelpin.model.transaction.HostState;
import io.github.kernelpin.model.transaction.PackageChange;
import io.github.kernelpin.model.transaction.Request;
import io.github.kernelpin.model.transaction.Transaction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A golden case: pins, NEVRAs before and in the transaction, and the verdict on them.
 *
 * <p>{@link PackageNotation} says how packages, their symbols and changes are written down. {@code
 * module_files} are tables with a path and what the file needs.
 */
record GoldenCase(String pins, Request request, String expect, List<String> rules, String message) {

    static GoldenCase read(Path file) throws IOException {
        JsonNode toml = new TomlMapper().readTree(file.toFile());
        PackageNotation notation = new PackageNotation("repo");
        texts(toml, "provides").forEach(notation::describe);
        HostState host =
                new HostState(
                        notation.packages(texts(toml, "installed")),
                        files(toml.path("module_files")),
                        toml.path("running_kernel").asText(""),
                        toml.path("boot_default").asText(""),
                        toml.path("installonly_limit").asInt(3));
        List<PackageChange> changes = new ArrayList<>();
        texts(toml, "transaction").forEach(item -> changes.addAll(notation.changes(item)));
        Transaction transaction = new Transaction(host, changes);
        Request request =
                new Request(
                        "golden",
                        "/",
                        "pins.d",
                        PackageNotation.command(
                                toml.path("command").asText("upgrade"), transaction),
                        transaction,
                        notation.packages(texts(toml, "available")),
                        List.of(),
                        Allowances.parse(texts(toml, "allow"), toml.path("date").asText("")),
                        true);
        return new GoldenCase(
                toml.path("pins").asText(),
                request,
                toml.path("expect").asText(),
                texts(toml, "rules"),
                toml.path("message").asText());
    }

    private static List<ModuleFile> files(JsonNode tables) {
        List<ModuleFile> files = new ArrayList<>();
        for (JsonNode table : tables) {
            files.add(
                    PackageNotation.moduleFile(
                            table.path("path").asText(),
                            table.path("vermagic").asText(""),
                            table.path("needs").asText("")));
        }
        return files;
    }

    private static List<String> texts(JsonNode toml, String key) {
        List<String> texts = new ArrayList<>();
        toml.path(key).forEach(each -> texts.add(each.asText()));
        return texts;
    }
}
