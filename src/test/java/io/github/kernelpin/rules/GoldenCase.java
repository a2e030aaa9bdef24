package io.github.kernelpin.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import io.github.kernelpin.model.Comparison;
import io.github.kernelpin.model.DnfCommand;
import io.github.kernelpin.model.Evr;
import io.github.kernelpin.model.HostState;
import io.github.kernelpin.model.ModuleFile;
import io.github.kernelpin.model.Nevra;
import io.github.kernelpin.model.PackageChange;
import io.github.kernelpin.model.Request;
import io.github.kernelpin.model.RpmPackage;
import io.github.kernelpin.model.SymbolTable;
import io.github.kernelpin.model.Transaction;
import io.github.kernelpin.model.VersionConstraint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A golden case: pins, NEVRAs before and in the transaction, and the verdict on them.
 *
 * <p>In {@code transaction} a NEVRA comes with {@code +}, goes with {@code -}, and is reinstalled
 * with {@code =}; {@code +NEW > OLD} replaces. {@code provides} lists "NEVRA: CAPABILITY" and
 * "NEVRA needs SYMBOL". {@code module_files} are tables with a path and what the file needs.
 */
record GoldenCase(String pins, Request request, String expect, List<String> rules, String message) {

    static GoldenCase read(Path file) throws IOException {
        JsonNode toml = new TomlMapper().readTree(file.toFile());
        List<String> provides = texts(toml, "provides");
        List<RpmPackage> installed = packages(texts(toml, "installed"), provides);
        HostState host =
                new HostState(
                        installed,
                        files(toml.path("module_files")),
                        toml.path("running_kernel").asText(""),
                        toml.path("boot_default").asText(""),
                        toml.path("installonly_limit").asInt(3));
        Transaction transaction =
                new Transaction(host, changes(texts(toml, "transaction"), provides));
        Request request =
                new Request(
                        "golden",
                        "/",
                        "pins.d",
                        command(toml.path("command").asText("upgrade"), transaction),
                        transaction,
                        packages(texts(toml, "available"), provides),
                        List.of(),
                        texts(toml, "allow"),
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
            SymbolTable needs = SymbolTable.empty();
            if (table.has("needs")) {
                addSymbol(table.path("needs").asText(), needs);
            }
            String path = table.path("path").asText();
            String name = path.substring(path.lastIndexOf('/') + 1, path.indexOf(".ko"));
            files.add(
                    new ModuleFile(
                            name,
                            path,
                            "",
                            table.path("vermagic").asText(""),
                            false,
                            needs.kernel()));
        }
        return files;
    }

    private static DnfCommand command(String line, Transaction transaction) {
        List<String> words = line.isEmpty() ? List.of() : List.of(line.split(" ", -1));
        String verb = words.isEmpty() ? "" : words.get(0);
        List<DnfCommand.Spec> specs = new ArrayList<>();
        for (String word : words.subList(Math.min(1, words.size()), words.size())) {
            List<Nevra> incoming = new ArrayList<>();
            for (RpmPackage each : transaction.incoming()) {
                String name = each.name();
                if (List.of(name, name + "." + each.nevra().arch(), each.toString())
                        .contains(word)) {
                    incoming.add(each.nevra());
                }
            }
            if (!word.startsWith("-")) {
                specs.add(new DnfCommand.Spec(word, incoming));
            }
        }
        return new DnfCommand(words, verb, verb, specs);
    }

    private static List<PackageChange> changes(List<String> items, List<String> provides) {
        List<PackageChange> changes = new ArrayList<>();
        for (String item : items) {
            int arrow = item.indexOf(" > ");
            RpmPackage subject =
                    rpm(item.substring(1, arrow < 0 ? item.length() : arrow), provides);
            List<Nevra> replaces = new ArrayList<>();
            if (arrow > 0) {
                Nevra old = Nevra.parse(item.substring(arrow + 3));
                replaces.add(old);
                changes.add(
                        new PackageChange(
                                PackageChange.Action.OBSOLETED, RpmPackage.of(old), List.of()));
            }
            changes.add(new PackageChange(action(item.charAt(0)), subject, replaces));
        }
        return changes;
    }

    private static PackageChange.Action action(char sign) {
        return switch (sign) {
            case '+' -> PackageChange.Action.INSTALL;
            case '-' -> PackageChange.Action.REMOVE;
            case '=' -> PackageChange.Action.REINSTALL;
            default ->
                    throw new IllegalArgumentException("a transaction item starts with +, - or =");
        };
    }

    private static List<RpmPackage> packages(List<String> nevras, List<String> provides) {
        List<RpmPackage> packages = new ArrayList<>();
        nevras.forEach(nevra -> packages.add(rpm(nevra, provides)));
        return packages;
    }

    private static RpmPackage rpm(String nevra, List<String> dependencies) {
        List<RpmPackage.Capability> capabilities = new ArrayList<>();
        SymbolTable provided = SymbolTable.empty();
        SymbolTable required = SymbolTable.empty();
        String uname = "";
        for (String each : dependencies) {
            if (each.startsWith(nevra + " needs ")) {
                addSymbol(each.substring(nevra.length() + 7), required);
            } else if (each.startsWith(nevra + ": ") && each.contains("(")) {
                addSymbol(each.substring(nevra.length() + 2), provided);
            } else if (each.startsWith(nevra + ": kernel-uname-r = ")) {
                uname = each.substring(each.indexOf(" = ") + 3);
            } else if (each.startsWith(nevra + ": ")) {
                capabilities.add(capability(each.substring(nevra.length() + 2)));
            }
        }
        return new RpmPackage(Nevra.parse(nevra), "repo", uname, capabilities, provided, required);
    }

    /** Reads one or more of {@code kernel(NAME) = 0xCRC}, with commas between them. */
    private static void addSymbol(String texts, SymbolTable table) {
        for (String text : texts.split(", ", -1)) {
            String name = text.substring(text.indexOf('(') + 1, text.indexOf(')'));
            long crc = Long.decode(text.substring(text.indexOf(" = ") + 3));
            (text.startsWith("kernel(") ? table.kernel() : table.ksym()).add(name, crc);
        }
    }

    private static RpmPackage.Capability capability(String text) {
        int sign = text.indexOf(" = ");
        return sign < 0
                ? new RpmPackage.Capability(text, null)
                : new RpmPackage.Capability(
                        text.substring(0, sign),
                        new VersionConstraint(
                                Comparison.EQUAL, Evr.parse(text.substring(sign + 3))));
    }

    private static List<String> texts(JsonNode toml, String key) {
        List<String> texts = new ArrayList<>();
        toml.path(key).forEach(each -> texts.add(each.asText()));
        return texts;
    }
}
