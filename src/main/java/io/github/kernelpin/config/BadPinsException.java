package io.github.kernelpin.config;

import java.util.List;

/** Pin files that cannot be used; carries every error that was found in them. */
public final class BadPinsException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<PinError> errors;

    BadPinsException(List<PinError> errors) {
        super(
                errors.size() == 1
                        ? "1 error in the pin files"
                        : errors.size() + " errors in the pin files");
        this.errors = List.copyOf(errors);
    }

    /** The errors in the order of files and lines. */
    public List<PinError> errors() {
        return errors;
    }
}
