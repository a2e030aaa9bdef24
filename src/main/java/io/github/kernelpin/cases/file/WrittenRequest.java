package io.github.kernelpin.cases.file;

import io.github.kernelpin.config.toml.TomlFields;
import io.github.kernelpin.config.toml.TomlValue;
import io.github.kernelpin.model.boot.SysconfigKernel;
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
                    "package",
                    "from_repo",
                    "running_kernel",
                    "boot_default",
                    "sysconfig_kernel",
                    "installonly_limit",
                    "allow",
                    "date",
                    "module_files",
                    "dnf");

    private static final List<String> MODULE_FILE_KEYS = List.of("path", "vermagic", "requires");
    private static final String UPGRADE = "upgrade";

    private final TomlValue.Table table;
    private final TomlFields fields;
    private final PackageNotation notation;
    private final PackageTables described;
    private final KernelsByName byName;
    private final Set<Nevra> present = new TreeSet<>();

    WrittenRequest(TomlValue.Table table, TomlFields fields) {
        this.table = table;
        this.fields = fields;
        this.notation = new PackageNotation(fields.text(table, "from_repo"));
        this.described = new PackageTables(fields, notation);
        this.byName = new KernelsByName(notation);
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
        described.read(table);
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
                        SysconfigKernel.updatesDefault(fields.text(table, "sysconfig_kernel")),
                        fields.installonlyLimit(table));
        Transaction transaction = new Transaction(host, changes());
        List<RpmPackage> available = packages("available");
        described.checkNamed();
        byName.check(fields);
        return new Request(
                "case",
                "/",
                "/",
                PackageNotation.command(arguments(), transaction),
                transaction,
                available,
                WrittenDependencies.of(transaction, notation),
                fields.allowances(table),
                table.entries().containsKey("module_files"));
    }

    /** None at all where a program uses dnf's API, as Ansible does. */
    private List<String> arguments() {
        if (!table.entries().containsKey("dnf")) {
            return List.of(UPGRADE);
        }
        List<String> arguments = new ArrayList<>();
        for (TomlValue.Text each : fields.list(table, "dnf")) {
            if (arguments.isEmpty() && (each.text().isBlank() || each.text().contains(" "))) {
                fields.error(
                        each.location(),
                        "\""
                                + each.text()
                                + "\" is no command of dnf: expected each argument alone");
            }
            arguments.add(each.text());
        }
        return arguments;
    }

    private List<RpmPackage> packages(String key) {
        List<RpmPackage> packages = new ArrayList<>();
        for (TomlValue.Text each : fields.list(table, key)) {
            fields.check(
                    each,
                    () -> {
                        RpmPackage rpm = notation.rpm(each.text());
                        byName.add(each, rpm);
                        packages.add(rpm);
                    });
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
            fields.check(
                    item,
                    () -> {
                        for (PackageChange change : notation.changes(item.text())) {
                            checkPresence(change, item.location());
                            byName.add(item, change.subject());
                            changes.add(change);
                        }
                    });
        }
        return changes;
    }

    private void checkPresence(PackageChange change, SourceLocation location) {
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
            fields.checkKeys(each, MODULE_FILE_KEYS);
            String path = fields.requiredText(each, "path");
            String vermagic = fields.text(each, "vermagic");
            WrittenCapabilities requires = new WrittenCapabilities();
            for (TomlValue.Text required : fields.list(each, "requires")) {
                fields.check(required, () -> requires.addSymbol(required.text()));
            }
            files.add(PackageNotation.moduleFile(path, vermagic, requires));
        }
        return files;
    }
}
