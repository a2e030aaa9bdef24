package io.github.kernelpin.config.toml;

import io.github.kernelpin.model.verdict.SourceLocation;

/** Something wrong with a pin file or a case file. */
public record FileError(SourceLocation location, String message) {

    /** {@code file:line:column: message}, as editors and CI understand it. */
    @Override
    public String toString() {
        return location + ": " + message;
    }
}
