package io.github.kernelpin.config.toml;

import java.util.List;

/** Pin files that cannot be used; carries every error that was found in them. */
public final class BadFileException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<FileError> errors;

    public BadFileException(List<FileError> errors) {
        super(
                errors.size() == 1
                        ? "1 error in the pin files"
                        : errors.size() + " errors in the pin files");
        this.errors = List.copyOf(errors);
    }

    /** The errors in the order of files and lines. */
    public List<FileError> errors() {
        return errors;
    }
}
