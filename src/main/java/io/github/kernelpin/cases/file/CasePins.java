package io.github.kernelpin.cases.file;

import io.github.kernelpin.cases.TransactionCase;
import io.github.kernelpin.config.pin.PinDirectory;
import io.github.kernelpin.config.toml.BadFileException;
import io.github.kernelpin.model.kernel.RhelMinors;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.verdict.SourceLocation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The pins of cases, each directory of them read once.
 *
 * <p>Messages name a pin's file as the case does, and the case itself by its name without
 * directories, so that a message is the same wherever the case is checked out and run.
 */
public final class CasePins {

    private final RhelMinors minors;
    private final Map<String, List<Pin>> known = new HashMap<>();

    public CasePins(RhelMinors minors) {
        this.minors = minors;
    }

    /** The pins of a case. */
    public List<Pin> of(TransactionCase each) throws BadFileException {
        if (each.pins() instanceof TransactionCase.OwnPins own) {
            return renamed(own.pins(), file -> String.valueOf(Path.of(file).getFileName()));
        }
        TransactionCase.PinFiles files = (TransactionCase.PinFiles) each.pins();
        String key = files.place() + "\n" + files.asWritten();
        List<Pin> pins = known.get(key);
        if (pins == null) {
            List<Pin> read = PinDirectory.read(List.of(files.place()), minors, false);
            pins = renamed(read, file -> asWritten(files, file));
            known.put(key, pins);
        }
        return pins;
    }

    private static String asWritten(TransactionCase.PinFiles files, String file) {
        Path below = files.place().relativize(Path.of(file));
        return below.toString().isEmpty()
                ? files.asWritten()
                : Path.of(files.asWritten()).resolve(below).toString();
    }

    private static List<Pin> renamed(List<Pin> pins, UnaryOperator<String> file) {
        List<Pin> renamed = new ArrayList<>();
        for (Pin pin : pins) {
            renamed.add(renamed(pin, file));
        }
        return List.copyOf(renamed);
    }

    private static Pin renamed(Pin pin, UnaryOperator<String> file) {
        List<Pin.DeniedKernel> denied = new ArrayList<>();
        for (Pin.DeniedKernel kernel : pin.denied()) {
            denied.add(
                    new Pin.DeniedKernel(
                            kernel.kernel(), kernel.reason(), renamed(kernel.location(), file)));
        }
        List<Pin.PinnedModule> modules = new ArrayList<>();
        for (Pin.PinnedModule module : pin.modules()) {
            modules.add(
                    new Pin.PinnedModule(
                            module.name(),
                            module.packageName(),
                            module.version(),
                            module.symbols(),
                            renamed(module.location(), file)));
        }
        return new Pin(
                pin.id(),
                pin.reason(),
                pin.kernels(),
                denied,
                pin.variants(),
                pin.action(),
                modules,
                renamed(pin.location(), file));
    }

    private static SourceLocation renamed(SourceLocation location, UnaryOperator<String> file) {
        return new SourceLocation(file.apply(location.file()), location.line(), location.column());
    }
}
