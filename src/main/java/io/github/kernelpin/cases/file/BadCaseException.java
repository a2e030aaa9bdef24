package io.github.kernelpin.cases.file;

import io.github.kernelpin.config.toml.FileError;
import java.util.List;

/** A case file that says nothing that could be tested; carries every error that was found in it. */
public final class BadCaseException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<FileError> errors;

    /** At least one error. */
    public BadCaseException(List<FileError> errors) {
        super(errors.get(0).toString());
        this.errors = List.copyOf(errors);
    }

    /** The errors in the order of lines; at least one. */
    public List<FileError> errors() {
        return errors;
    }
}
