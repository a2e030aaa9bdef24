package io.github.kernelpin.config.pin;

import io.github.kernelpin.config.toml.BadFileException;
import io.github.kernelpin.config.toml.FileError;
import io.github.kernelpin.config.toml.TomlDocument;
import io.github.kernelpin.config.toml.TomlFields;
import io.github.kernelpin.config.toml.TomlValue;
import io.github.kernelpin.model.kernel.KernelSpec;
import io.github.kernelpin.model.kernel.KernelVariant;
import io.github.kernelpin.model.kernel.RhelMinors;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.rpm.VersionRange;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns the TOML of one pin file into pins and lists everything that is wrong with it. */
final class PinFile {

    private static final int ID_CHARACTERS_MAX = 64;
    private static final String PINS = "pin";

    static final List<String> PIN_KEYS =
            List.of("id", "reason", "kernel", "deny", "variant", "action", "module");
    private static final List<String> DENY_KEYS = List.of("kernel", "reason");
    static final List<String> MODULE_KEYS = List.of("name", "package", "version", "symbols");

    private final RhelMinors minors;
    private final Pin.Action usual;
    private final TomlFields fields;

    private PinFile(RhelMinors minors, Pin.Action usual, List<FileError> errors) {
        this.minors = minors;
        this.usual = usual;
        this.fields = new TomlFields(errors);
    }

    /**
     * Reads the pins of a file; what is wrong is added to {@code errors}.
     *
     * @param usual what pins do that do not say so
     */
    static List<Pin> parse(
            String file, String text, RhelMinors minors, Pin.Action usual, List<FileError> errors) {
        try {
            TomlValue.Table document = TomlDocument.parse(file, text);
            new TomlFields(errors).checkKeys(document, List.of(PINS));
            return pins(document, minors, usual, errors);
        } catch (BadFileException e) {
            errors.addAll(e.errors());
            return List.of();
        }
    }

    /** Reads the pins of a document, whatever else it has. */
    static List<Pin> pins(
            TomlValue.Table document, RhelMinors minors, Pin.Action usual, List<FileError> errors) {
        PinFile file = new PinFile(minors, usual, errors);
        List<Pin> pins = new ArrayList<>();
        for (TomlValue.Table table : file.fields.tables(document, PINS)) {
            pins.add(file.pin(table));
        }
        return pins;
    }

    private Pin pin(TomlValue.Table table) {
        fields.checkKeys(table, PIN_KEYS);
        String id = fields.requiredText(table, "id");
        checkId(id, table);
        boolean empty = true;
        for (String key : List.of("kernel", "deny", "module")) {
            empty &= !table.entries().containsKey(key);
        }
        if (empty) {
            fields.error(
                    table.location(),
                    "the pin says nothing: expected kernel, deny or [[pin.module]]");
        }
        return new Pin(
                id,
                fields.text(table, "reason"),
                kernels(table),
                denied(table),
                variants(table),
                action(table),
                modules(table),
                table.location());
    }

    private void checkId(String id, TomlValue.Table table) {
        boolean good = id.length() <= ID_CHARACTERS_MAX;
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            good &= c < 0x80 && (Character.isLetterOrDigit(c) || "._-".indexOf(c) >= 0);
        }
        if (!good) {
            fields.error(
                    fields.locationOf(table, "id"),
                    "id is to be up to "
                            + ID_CHARACTERS_MAX
                            + " letters, digits, dots, dashes and underscores");
        }
    }

    private List<KernelSpec> kernels(TomlValue.Table table) {
        List<KernelSpec> kernels = new ArrayList<>();
        for (TomlValue.Text entry : fields.texts(table, "kernel")) {
            KernelSpec kernel = kernel(entry);
            if (kernel != null) {
                kernels.add(kernel);
            }
        }
        return kernels;
    }

    private @Nullable KernelSpec kernel(TomlValue.Text entry) {
        try {
            return KernelSpec.parse(entry.text(), minors);
        } catch (IllegalArgumentException e) {
            fields.error(
                    entry.location(),
                    e.getMessage()
                            + ": expected a minor (\"4.18.0-305\"), an alias (\"rhel:8.4\"), a release"
                            + " (\"4.18.0-305.25.1.el8_4\") or a range (\">= 4.18.0-305, < 4.18.0-306\")");
            return null;
        }
    }

    private List<Pin.DeniedKernel> denied(TomlValue.Table table) {
        List<Pin.DeniedKernel> denied = new ArrayList<>();
        for (TomlValue.Table entry : fields.tables(table, "deny")) {
            fields.checkKeys(entry, DENY_KEYS);
            fields.requiredText(entry, "kernel");
            if (entry.entries().get("kernel") instanceof TomlValue.Text text
                    && !text.text().isBlank()) {
                KernelSpec kernel = kernel(text);
                if (kernel != null) {
                    denied.add(
                            new Pin.DeniedKernel(
                                    kernel, fields.text(entry, "reason"), entry.location()));
                }
            }
        }
        return denied;
    }

    private List<String> variants(TomlValue.Table table) {
        List<String> variants = new ArrayList<>();
        for (TomlValue.Text variant : fields.texts(table, "variant")) {
            if (KernelVariant.known().contains(variant.text())) {
                variants.add(variant.text());
            } else {
                fields.error(
                        variant.location(),
                        "\""
                                + variant.text()
                                + "\" is no kernel variant: expected one of "
                                + String.join(", ", KernelVariant.known()));
            }
        }
        return variants;
    }

    private Pin.Action action(TomlValue.Table table) {
        String text = fields.text(table, "action");
        Pin.Action named = Pin.Action.named(text);
        if (named == null && !text.isEmpty()) {
            fields.error(
                    fields.locationOf(table, "action"),
                    "\"" + text + "\" is no action: expected " + Pin.Action.expected());
        }
        return named == null ? usual : named;
    }

    private List<Pin.PinnedModule> modules(TomlValue.Table table) {
        List<Pin.PinnedModule> modules = new ArrayList<>();
        for (TomlValue.Table entry : fields.tables(table, "module")) {
            fields.checkKeys(entry, MODULE_KEYS);
            String name = fields.requiredText(entry, "name");
            String packageName = fields.text(entry, "package");
            checkName(name, entry, "name");
            checkName(packageName, entry, "package");
            VersionRange version = version(entry);
            if (version != null && packageName.isEmpty()) {
                fields.error(
                        fields.locationOf(entry, "version"),
                        "version needs package: expected the name of the RPM that has this version");
            }
            modules.add(
                    new Pin.PinnedModule(
                            name, packageName, version, symbols(entry), entry.location()));
        }
        return modules;
    }

    private Pin.SymbolPolicy symbols(TomlValue.Table entry) {
        String policy = fields.text(entry, "symbols");
        for (Pin.SymbolPolicy each : Pin.SymbolPolicy.values()) {
            if (each.id().equals(policy)) {
                return each;
            }
        }
        if (!policy.isEmpty()) {
            fields.error(
                    fields.locationOf(entry, "symbols"),
                    "\""
                            + policy
                            + "\" is no way to check symbols: expected on, strict, warn or off");
        }
        return Pin.SymbolPolicy.ON;
    }

    /**
     * Neither modules nor packages have other characters in their names; patterns are not meant.
     */
    private void checkName(String name, TomlValue.Table entry, String key) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= 0x80 || !(Character.isLetterOrDigit(c) || "._+-".indexOf(c) >= 0)) {
                fields.error(
                        fields.locationOf(entry, key),
                        key
                                + " is no name: expected letters, digits, dots, dashes, underscores and plus signs");
                return;
            }
        }
    }

    private @Nullable VersionRange version(TomlValue.Table entry) {
        String text = fields.text(entry, "version");
        if (text.isEmpty()) {
            return null;
        }
        try {
            return VersionRange.parse(text);
        } catch (IllegalArgumentException e) {
            fields.error(
                    fields.locationOf(entry, "version"),
                    e.getMessage() + ": expected a range such as \">= 9.1.2, < 9.2\"");
            return null;
        }
    }
}
