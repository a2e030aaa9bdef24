package io.github.kernelpin.cases.file;

import io.github.kernelpin.config.toml.TomlFields;
import io.github.kernelpin.config.toml.TomlValue;
import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.model.verdict.SourceLocation;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the {@code [[package]]} tables of a case: what packages provide and require. */
final class PackageTables {

    private static final List<String> KEYS = List.of("nevra", "provides", "requires");

    private final TomlFields fields;
    private final PackageNotation notation;
    private final Map<String, SourceLocation> described = new TreeMap<>();

    PackageTables(TomlFields fields, PackageNotation notation) {
        this.fields = fields;
        this.notation = notation;
    }

    /** Tells the notation what the tables say. */
    void read(TomlValue.Table document) {
        for (TomlValue.Table table : fields.tables(document, "package")) {
            fields.checkKeys(table, KEYS);
            String nevra = nevra(table);
            if (!nevra.isEmpty()) {
                for (TomlValue.Text each : fields.list(table, "provides")) {
                    fields.check(each, () -> notation.provide(nevra, each.text()));
                }
                for (TomlValue.Text each : fields.list(table, "requires")) {
                    fields.check(each, () -> notation.require(nevra, each.text()));
                }
            }
        }
    }

    /** Which package a table describes; empty once that is an error. */
    private String nevra(TomlValue.Table table) {
        String text = fields.requiredText(table, "nevra");
        SourceLocation location = fields.locationOf(table, "nevra");
        if (!table.entries().containsKey("provides") && !table.entries().containsKey("requires")) {
            fields.error(
                    table.location(), "the package says nothing: expected provides or requires");
        }
        try {
            String nevra = text.isEmpty() ? "" : Nevra.parse(text).toString();
            if (!nevra.isEmpty() && described.putIfAbsent(nevra, location) != null) {
                fields.error(location, nevra + " is there twice");
            }
            return nevra;
        } catch (IllegalArgumentException e) {
            fields.error(location, String.valueOf(e.getMessage()));
            return "";
        }
    }

    /** Finds tables that are about no package of the case. */
    void checkNamed() {
        for (Map.Entry<String, SourceLocation> each : described.entrySet()) {
            if (!notation.isNamed(each.getKey())) {
                fields.error(
                        each.getValue(),
                        each.getKey()
                                + " is not in the case: expected it in installed, transaction or"
                                + " available");
            }
        }
    }
}
