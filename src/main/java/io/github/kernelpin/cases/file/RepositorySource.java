package io.github.kernelpin.cases.file;

import io.github.kernelpin.cases.TransactionCase;
import io.github.kernelpin.config.toml.TomlFields;
import io.github.kernelpin.config.toml.TomlValue;
import io.github.kernelpin.model.rpm.Nevra;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads what a case file says of a repository, and of a host on which dnf chooses from it.
 *
 * <p>Whether the packages are there is seen once their files are read.
 */
final class RepositorySource {

    /** The keys of a case that belong to it alone. */
    static final List<String> KEYS = List.of("repository", "installed_from", "modules");

    /** Those that a transaction by hand has as well. */
    private static final List<String> SHARED_KEYS =
            List.of("dnf", "installed", "installonly_limit", "allow", "date");

    private final TomlValue.Table table;
    private final TomlFields fields;
    private final CasePaths paths;

    RepositorySource(TomlValue.Table table, TomlFields fields, CasePaths paths) {
        this.table = table;
        this.fields = fields;
        this.paths = paths;
    }

    TransactionCase.Repository read() {
        for (String key : WrittenRequest.KEYS) {
            if (has(key) && !SHARED_KEYS.contains(key)) {
                fields.error(fields.locationOf(table, key), key + " does not go with repository");
            }
        }
        for (String key : List.of("dnf", "installed")) {
            if (!has(key)) {
                fields.error(table.location(), key + " is missing: expected it beside repository");
            }
        }
        TransactionCase.Place directory = place("repository");
        return new TransactionCase.Repository(
                directory,
                has("installed_from") ? place("installed_from") : directory,
                installed(),
                arguments(),
                has("modules") ? place("modules") : null,
                installonlyLimit(),
                fields.allowances(table));
    }

    private TransactionCase.Place place(String key) {
        return new TransactionCase.Place(paths.directory(key), fields.locationOf(table, key));
    }

    /** dnf takes 1 for a slip and goes on with its default (libdnf's ConfigMain). */
    private int installonlyLimit() {
        int limit = fields.installonlyLimit(table);
        if (limit == 1) {
            fields.error(
                    fields.locationOf(table, "installonly_limit"),
                    "installonly_limit is 1, which dnf does not allow");
        }
        return limit;
    }

    private boolean has(String key) {
        return table.entries().containsKey(key);
    }

    private List<TransactionCase.Word> installed() {
        List<TransactionCase.Word> installed = new ArrayList<>();
        Set<String> known = new TreeSet<>();
        for (TomlValue.Text each : fields.list(table, "installed")) {
            try {
                String nevra = Nevra.parse(each.text()).toString();
                installed.add(new TransactionCase.Word(nevra, each.location()));
                if (!known.add(nevra)) {
                    fields.error(each.location(), nevra + " is there twice");
                }
            } catch (IllegalArgumentException e) {
                fields.error(each.location(), String.valueOf(e.getMessage()));
            }
        }
        return installed;
    }

    private List<TransactionCase.Word> arguments() {
        List<TransactionCase.Word> arguments =
                fields.list(table, "dnf").stream()
                        .map(each -> new TransactionCase.Word(each.text(), each.location()))
                        .toList();
        if (arguments.isEmpty() && table.entries().get("dnf") instanceof TomlValue.Array) {
            fields.error(fields.locationOf(table, "dnf"), "dnf is empty: expected its arguments");
        }
        return arguments;
    }
}
