package io.github.kernelpin.cases;

import io.github.kernelpin.model.pin.Allowances;
import io.github.kernelpin.model.transaction.Request;
import io.github.kernelpin.model.verdict.SourceLocation;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

    /**
     * Nowhere: dnf is to find it out.
     *
     * @param directory with the RPM files that dnf chooses from
     * @param installedFrom the directory with those of {@code installed}
     * @param installed NEVRAs
     * @param arguments of dnf; at least one
     * @param modules what lies in {@code /lib/modules} beside what packages own; null if nobody has
     *     looked
     */
    public record Repository(
            Place directory,
            Place installedFrom,
            List<Word> installed,
            List<Word> arguments,
            @Nullable Place modules,
            int installonlyLimit,
            Allowances allowances)
            implements Source {

        public Repository {
            installed = List.copyOf(installed);
            arguments = List.copyOf(arguments);
        }
    }

    /** A string that knows where it stands. */
    public record Word(String text, SourceLocation location) {}

    /** A path, as this process finds it, that knows where it stands. */
    public record Place(Path path, SourceLocation location) {}
}
