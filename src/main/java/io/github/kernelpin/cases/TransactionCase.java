package io.github.kernelpin.cases;

import io.github.kernelpin.model.pin.Allowances;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.transaction.Request;
import io.github.kernelpin.model.verdict.SourceLocation;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A transaction and the verdict that is expected on it.
 *
 * @param location where the verdict stands in the file
 */
public record TransactionCase(
        String name, SourceLocation location, Pins pins, Source source, CaseVerdict expected) {

    /** Where the pins are written down. */
    public sealed interface Pins {}

    /**
     * In a file or directory of their own.
     *
     * @param place as this process finds it
     * @param asWritten the same as the case calls it
     */
    public record PinFiles(Path place, String asWritten) implements Pins {}

    /**
     * In the case itself.
     *
     * @param toml the lines of the case that a pin file would have
     */
    public record OwnPins(List<Pin> pins, String toml) implements Pins {

        public OwnPins {
            pins = List.copyOf(pins);
        }
    }

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
