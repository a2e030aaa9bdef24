package io.github.kernelpin.report.result;

import io.github.kernelpin.config.toml.FileError;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.verdict.Finding;
import java.util.List;

/**
 * The pins of files, or everything that is wrong in them.
 *
 * @param findings what the host has that does not go with its pins; none where files were named
 */
public record LintResult(List<Pin> pins, List<FileError> errors, List<Finding> findings) {

    public LintResult {
        pins = List.copyOf(pins);
        errors = List.copyOf(errors);
        findings = List.copyOf(findings);
    }
}
