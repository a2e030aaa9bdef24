package io.github.kernelpin.config.pin;

import io.github.kernelpin.config.toml.FileError;
import io.github.kernelpin.config.toml.TomlValue;
import io.github.kernelpin.model.kernel.RhelMinors;
import io.github.kernelpin.model.pin.Pin;
import java.util.List;

/** The pins of a document that is more than a pin file. */
public final class PinTables {

    private PinTables() {}

    /** Reads its {@code [[pin]]} tables; what is wrong with them is added to {@code errors}. */
    public static List<Pin> read(
            TomlValue.Table document, RhelMinors minors, List<FileError> errors) {
        List<Pin> pins = PinFile.pins(document, minors, Pin.Action.REFUSE, errors);
        PinDirectory.checkIds(pins, errors);
        return pins;
    }
}
