package io.github.kernelpin.cases.file;

import io.github.kernelpin.config.toml.TomlFields;
import io.github.kernelpin.config.toml.TomlValue;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The paths that a case file names: relative to the case, and leading somewhere. */
final class CasePaths {

    private final Path file;
    private final TomlValue.Table table;
    private final TomlFields fields;

    CasePaths(Path file, TomlValue.Table table, TomlFields fields) {
        this.file = file;
        this.table = table;
        this.fields = fields;
    }

    /** The path that a key is written with; the case's own directory once that is an error. */
    Path existing(String key, String written) {
        if (written.isEmpty()) {
            return file.resolveSibling(".");
        }
        try {
            Path path = file.resolveSibling(written);
            if (!Files.exists(path)) {
                error(key, key + " leads nowhere: there is no " + path);
            }
            return path;
        } catch (InvalidPathException e) {
            error(key, key + " is no path: " + e.getReason());
            return file.resolveSibling(".");
        }
    }

    /** The directory that a key names. */
    Path directory(String key) {
        Path path = existing(key, fields.text(table, key));
        if (Files.exists(path) && !Files.isDirectory(path)) {
            error(key, key + " is no directory: " + path);
        }
        return path;
    }

    private void error(String key, String message) {
        fields.error(fields.locationOf(table, key), message);
    }
}
