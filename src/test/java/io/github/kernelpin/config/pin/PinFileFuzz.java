package io.github.kernelpin.config.pin;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.kernelpin.config.toml.FileError;
import io.github.kernelpin.model.kernel.RhelMinors;
import io.github.kernelpin.model.pin.Pin;
import java.util.ArrayList;
import java.util.List;

/** What {@code scripts/fuzz-coverage} has Jazzer look for ways through: the reader of pin files. */
public final class PinFileFuzz {

    private static final RhelMinors MINORS = RhelMinorsTable.load();

    private PinFileFuzz() {}

    /** Jazzer calls it; whatever is thrown is a find. */
    public static void fuzzerTestOneInput(byte[] input) {
        List<FileError> errors = new ArrayList<>();
        String text = new String(input, UTF_8);
        PinFile.parse("pins.toml", text, MINORS, Pin.Action.REFUSE, errors);
        long lines = text.chars().filter(c -> c == '\n').count() + 1;
        for (FileError error : errors) {
            if (error.location().line() < 1 || error.location().line() > lines) {
                throw new IllegalStateException("an error in no line: " + error);
            }
        }
    }
}
