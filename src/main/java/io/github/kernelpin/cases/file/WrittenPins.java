package io.github.kernelpin.cases.file;

import io.github.kernelpin.cases.TransactionCase;
import io.github.kernelpin.config.pin.PinTables;
import io.github.kernelpin.config.toml.FileError;
import io.github.kernelpin.config.toml.TomlFields;
import io.github.kernelpin.config.toml.TomlValue;
import io.github.kernelpin.model.kernel.RhelMinors;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.verdict.SourceLocation;
import java.util.List;

/** Reads which pins a case is judged by: a file or directory of them, or its own. */
final class WrittenPins {

    /** The keys of a case that belong to it. */
    static final List<String> KEYS = List.of("pins", "pin");

    private static final String FILES = "pins";
    private static final String OWN = "pin";

    private final TomlValue.Table table;
    private final TomlFields fields;
    private final CasePaths paths;

    WrittenPins(TomlValue.Table table, TomlFields fields, CasePaths paths) {
        this.table = table;
        this.fields = fields;
        this.paths = paths;
    }

    /**
     * Reads them.
     *
     * @param text the whole case
     * @param errors what is wrong with the case's own pins is added to it
     */
    TransactionCase.Pins read(String text, RhelMinors minors, List<FileError> errors) {
        boolean hasOwn = table.entries().containsKey(OWN);
        if (hasOwn && table.entries().containsKey(FILES)) {
            fields.error(
                    fields.locationOf(table, FILES),
                    "pins is a second place for pins: expected pins or [[pin]], not both");
        }
        if (hasOwn) {
            List<Pin> pins = PinTables.read(table, minors, errors);
            return new TransactionCase.OwnPins(pins, ownLines(text));
        }
        if (!table.entries().containsKey(FILES)) {
            fields.error(
                    table.location(), "pins is missing: expected a file or directory, or [[pin]]");
        }
        String asWritten = fields.text(table, FILES);
        return new TransactionCase.PinFiles(paths.existing(FILES, asWritten), asWritten);
    }

    /** TOML has tables after everything else, so that the last lines are a pin file. */
    private String ownLines(String text) {
        int first = line(OWN);
        StringBuilder lines = new StringBuilder();
        int number = 1;
        for (String line : text.split("\n", -1)) {
            // Pins stand in the same lines of both.
            lines.append(number++ < first ? "" : line).append('\n');
        }
        return lines.toString();
    }

    /** Whatever came after the pins would be in their file, and wrong there. */
    void checkLast() {
        for (SourceLocation key : table.keys().values()) {
            if (table.entries().containsKey(OWN) && key.line() > line(OWN)) {
                fields.error(
                        fields.locationOf(table, OWN),
                        "pin is to come last beside repository: expected [[pin]] tables, which dnf's"
                                + " plugin reads as a pin file");
                return;
            }
        }
    }

    private int line(String key) {
        SourceLocation location = table.keys().get(key);
        return location == null ? 1 : location.line();
    }
}
