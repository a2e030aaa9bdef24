package io.github.kernelpin.cases.file;

import io.github.kernelpin.config.toml.TomlFields;
import io.github.kernelpin.config.toml.TomlValue;
import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.model.symbol.ModuleFile;
import io.github.kernelpin.model.transaction.HostState;
import io.github.kernelpin.model.transaction.PackageChange;
import io.github.kernelpin.model.transaction.Request;
import io.github.kernelpin.model.transaction.Transaction;
import io.github.kernelpin.model.verdict.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads a transaction that somebody has written down in a case file.
 *
 * <p>A slip of the pen must not make a case that passes whatever the rules do: what is taken away
 * has to be there, what comes in must not, and nothing is told of packages that don't occur.
 */
final class WrittenRequest {

    /** The keys of a case that belong to it. */
    static final List<String> KEYS =
            List.of(
                    "installed",
                    "transaction",
                    "available",
                    "provides",
                    "running_kernel",
                    "boot_default",
                    "installonly_limit",
                    "allow",
                    "date",
                    "module_files",
                    "command");

    private final TomlValue.Table table;
    private final TomlFields fields;
    private final PackageNotation notation = new PackageNotation("");
    private final Set<Nevra> present = new TreeSet<>();

    WrittenRequest(TomlValue.Table table, TomlFields fields) {
        this.table = table;
        this.fields = fields;
    }

    Request read() {
        for (String key : List.of("installed", "transaction")) {
            if (!table.entries().containsKey(key)) {
                fields.error(
                        table.location(),
                        key
                                + " is missing: expected request, or repository and dnf, or"
                                + " installed and transaction");
            }
        }
        describe();
        List<RpmPackage> installed = packages("installed");
        for (RpmPackage each : installed) {
            present.add(each.nevra());
        }
        HostState host =
                new HostState(
                        installed,
                        moduleFiles(),
                        kernel("running_kernel", installed),
                        kernel("boot_default", installed),
                        fields.installonlyLimit(table));
        Transaction transaction = new Transaction(host, changes());
        List<RpmPackage> available = packages("available");
        checkDescribed();
        String command = fields.text(table, "command");
        return new Request(
                "case",
                "/",
                "/",
                PackageNotation.command(command.isEmpty() ? "upgrade" : command, transaction),
                transaction,
                available,
                List.of(),
                fields.allowances(table),
                table.entries().containsKey("module_files"));
    }

    private void describe() {
        for (TomlValue.Text each : fields.list(table, "provides")) {
            try {
                notation.describe(each.text());
            } catch (IllegalArgumentException e) {
                fields.error(each.location(), String.valueOf(e.getMessage()));
            }
        }
    }

    private void checkDescribed() {
        for (String nevra : notation.unread()) {
            fields.error(
                    fields.locationOf(table, "provides"),
                    "provides tells of " + nevra + ", which is not in the case");
        }
    }

    private List<RpmPackage> packages(String key) {
        List<RpmPackage> packages = new ArrayList<>();
        for (TomlValue.Text each : fields.list(table, key)) {
            try {
                packages.add(notation.rpm(each.text()));
            } catch (IllegalArgumentException e) {
                fields.error(each.location(), String.valueOf(e.getMessage()));
            }
        }
        return packages;
    }

    private List<PackageChange> changes() {
        List<PackageChange> changes = new ArrayList<>();
        List<TomlValue.Text> items = fields.list(table, "transaction");
        if (items.isEmpty() && table.entries().get("transaction") instanceof TomlValue.Array) {
            fields.error(fields.locationOf(table, "transaction"), "transaction is empty");
        }
        for (TomlValue.Text item : items) {
            try {
                for (PackageChange change : notation.changes(item.text())) {
                    check(change, item.location());
                    changes.add(change);
                }
            } catch (IllegalArgumentException e) {
                fields.error(item.location(), String.valueOf(e.getMessage()));
            }
        }
        return changes;
    }

    private void check(PackageChange change, SourceLocation location) {
        Nevra nevra = change.subject().nevra();
        boolean arrives = change.action() == PackageChange.Action.INSTALL;
        if (arrives == present.contains(nevra)) {
            fields.error(location, nevra + " is " + (arrives ? "" : "not ") + "installed");
        }
    }

    /** A kernel that is called by {@code uname -r} has to be there under that name. */
    private String kernel(String key, List<RpmPackage> installed) {
        String uname = fields.text(table, key);
        boolean isThere = uname.isEmpty();
        for (RpmPackage each : installed) {
            isThere |= each.uname().equals(uname);
        }
        if (!isThere) {
            fields.error(
                    fields.locationOf(table, key),
                    "no package among installed boots as \"" + uname + "\"");
        }
        return uname;
    }

    private List<ModuleFile> moduleFiles() {
        List<ModuleFile> files = new ArrayList<>();
        if (table.entries().get("module_files") instanceof TomlValue.Array array
                && array.elements().isEmpty()) {
            return files;
        }
        for (TomlValue.Table each : fields.tables(table, "module_files")) {
            fields.checkKeys(each, List.of("path", "vermagic", "needs"));
            String path = fields.requiredText(each, "path");
            String vermagic = fields.text(each, "vermagic");
            String needs = fields.text(each, "needs");
            try {
                files.add(PackageNotation.moduleFile(path, vermagic, needs));
            } catch (IllegalArgumentException e) {
                fields.error(fields.locationOf(each, "needs"), String.valueOf(e.getMessage()));
            }
        }
        return files;
    }
}
