package io.github.kernelpin.config;

import io.github.kernelpin.model.Request;
import io.github.kernelpin.model.SourceLocation;
import io.github.kernelpin.rules.CaseVerdict;
import java.nio.file.Path;

/**
 * A transaction and the verdict that is expected on it.
 *
 * @param location where the verdict stands in the file
 * @param pins the file or directory of its pins, as this process finds it
 * @param pinsAsWritten the same as the file calls it
 */
public record TransactionCase(
        String name,
        SourceLocation location,
        Path pins,
        String pinsAsWritten,
        Source source,
        CaseVerdict expected) {

    /** Where the transaction is written down. */
    public sealed interface Source {}

    /** In a file that holds a request of dnf's plugin. */
    public record Recorded(Path file, SourceLocation location) implements Source {}

    /** In the case itself. */
    public record ByHand(Request request) implements Source {}
}
