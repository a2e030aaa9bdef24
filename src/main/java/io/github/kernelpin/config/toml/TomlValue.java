package io.github.kernelpin.config.toml;

import io.github.kernelpin.model.verdict.SourceLocation;
import java.util.List;
import java.util.Map;

/** A TOML value that knows where it stands. */
public sealed interface TomlValue {

    SourceLocation location();

    /** What an error message calls it. */
    String kind();

    record Text(String text, SourceLocation location) implements TomlValue {
        @Override
        public String kind() {
            return "a string";
        }
    }

    /** A whole number, in decimal digits; of any size. */
    record WholeNumber(String digits, SourceLocation location) implements TomlValue {
        @Override
        public String kind() {
            return "a number";
        }
    }

    /** A fraction, a boolean or a date: kernelpin has no use for them. */
    record Other(String kind, SourceLocation location) implements TomlValue {}

    record Array(List<TomlValue> elements, SourceLocation location) implements TomlValue {
        @Override
        public String kind() {
            return "an array";
        }
    }

    record Table(
            Map<String, TomlValue> entries,
            Map<String, SourceLocation> keys,
            SourceLocation location)
            implements TomlValue {
        @Override
        public String kind() {
            return "a table";
        }
    }
}
