package io.github.kernelpin.config.toml;

import io.github.kernelpin.model.pin.Allowances;
import io.github.kernelpin.model.verdict.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The entries of TOML tables, as one kind or another; whatever is not of it is an error. */
public final class TomlFields {

    private static final int INSTALLONLY_LIMIT_DEFAULT = 3;
    private static final int INSTALLONLY_LIMIT_MAX = 1000;

    private final List<FileError> errors;

    /** What is wrong is added to {@code errors}. */
    public TomlFields(List<FileError> errors) {
        this.errors = errors;
    }

    public void checkKeys(TomlValue.Table table, List<String> known) {
        for (Map.Entry<String, SourceLocation> key : table.keys().entrySet()) {
            if (!known.contains(key.getKey())) {
                error(
                        key.getValue(),
                        "unknown key \""
                                + key.getKey()
                                + "\": expected "
                                + String.join(", ", known));
            }
        }
    }

    public String requiredText(TomlValue.Table table, String key) {
        if (!table.entries().containsKey(key)) {
            error(table.location(), key + " is missing");
        }
        return text(table, key);
    }

    /** The text of an entry; empty if there is none. */
    public String text(TomlValue.Table table, String key) {
        TomlValue value = table.entries().get(key);
        if (value == null) {
            return "";
        }
        if (value instanceof TomlValue.Text text) {
            if (text.text().isBlank()) {
                error(value.location(), key + " is empty");
                return "";
            }
            return text.text();
        }
        error(value.location(), key + " is " + value.kind() + ": expected a string");
        return "";
    }

    /** The texts of an entry that is one string or an array of them. */
    public List<TomlValue.Text> texts(TomlValue.Table table, String key) {
        TomlValue value = table.entries().get(key);
        if (value == null) {
            return List.of();
        }
        if (value instanceof TomlValue.Text text) {
            return List.of(text);
        }
        List<TomlValue.Text> texts = new ArrayList<>();
        if (value instanceof TomlValue.Array array) {
            addTexts(array, key, texts);
            if (array.elements().isEmpty()) {
                error(value.location(), key + " is empty");
            }
            return texts;
        }
        error(
                value.location(),
                key + " is " + value.kind() + ": expected a string or an array of strings");
        return texts;
    }

    private void addTexts(TomlValue.Array array, String key, List<TomlValue.Text> texts) {
        for (TomlValue element : array.elements()) {
            if (element instanceof TomlValue.Text text) {
                texts.add(text);
            } else {
                error(
                        element.location(),
                        key + " contains " + element.kind() + ": expected strings");
            }
        }
    }

    /** The texts of an array, which may be empty; none if there is no such entry. */
    public List<TomlValue.Text> list(TomlValue.Table table, String key) {
        TomlValue value = table.entries().get(key);
        List<TomlValue.Text> texts = new ArrayList<>();
        if (value instanceof TomlValue.Array array) {
            addTexts(array, key, texts);
        } else if (value != null) {
            error(value.location(), key + " is " + value.kind() + ": expected an array of strings");
        }
        return texts;
    }

    /** A whole number from 0 to a greatest one. */
    int number(TomlValue.Table table, String key, int preset, int max) {
        TomlValue value = table.entries().get(key);
        if (value == null) {
            return preset;
        }
        if (value instanceof TomlValue.WholeNumber whole) {
            String digits = whole.digits();
            boolean small =
                    digits.length() <= String.valueOf(max).length() && !digits.startsWith("-");
            int number = small ? Integer.parseInt(digits) : -1;
            if (number >= 0 && number <= max) {
                return number;
            }
        }
        error(value.location(), key + " is to be a whole number from 0 to " + max);
        return preset;
    }

    /** dnf's option {@code installonly_limit}, and its default. */
    public int installonlyLimit(TomlValue.Table table) {
        return number(table, "installonly_limit", INSTALLONLY_LIMIT_DEFAULT, INSTALLONLY_LIMIT_MAX);
    }

    /** Kernels that are allowed, and the day to judge as of. */
    public Allowances allowances(TomlValue.Table table) {
        List<String> words = new ArrayList<>();
        for (TomlValue.Text each : list(table, "allow")) {
            words.add(each.text());
        }
        return Allowances.parse(words, text(table, "date"));
    }

    public List<TomlValue.Table> tables(TomlValue.Table table, String key) {
        TomlValue value = table.entries().get(key);
        List<TomlValue.Table> tables = new ArrayList<>();
        if (value instanceof TomlValue.Array array) {
            for (TomlValue element : array.elements()) {
                if (element instanceof TomlValue.Table entry) {
                    tables.add(entry);
                } else {
                    error(
                            element.location(),
                            key + " contains " + element.kind() + ": expected tables");
                }
            }
            if (array.elements().isEmpty()) {
                error(value.location(), key + " is empty");
            }
        } else if (value != null) {
            error(
                    locationOf(table, key),
                    key + " is " + value.kind() + ": expected an array of tables");
        }
        return tables;
    }

    /** Reads a text further; an {@link IllegalArgumentException} says what is wrong with it. */
    public void check(TomlValue.Text text, Runnable reading) {
        try {
            reading.run();
        } catch (IllegalArgumentException e) {
            error(text.location(), String.valueOf(e.getMessage()));
        }
    }

    public SourceLocation locationOf(TomlValue.Table table, String key) {
        TomlValue value = table.entries().get(key);
        return value == null ? table.location() : value.location();
    }

    public void error(SourceLocation location, String message) {
        errors.add(new FileError(location, message));
    }
}
