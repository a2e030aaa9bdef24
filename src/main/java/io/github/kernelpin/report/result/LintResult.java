package io.github.kernelpin.report.result;

import io.github.kernelpin.config.toml.FileError;
import io.github.kernelpin.model.pin.Pin;
import java.util.List;

/** The pins of files, or everything that is wrong in them. */
public record LintResult(List<Pin> pins, List<FileError> errors) {

    public LintResult {
        pins = List.copyOf(pins);
        errors = List.copyOf(errors);
    }
}
