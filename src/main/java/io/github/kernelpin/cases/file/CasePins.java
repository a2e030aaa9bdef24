package io.github.kernelpin.cases.file;

import io.github.kernelpin.cases.TransactionCase;
import io.github.kernelpin.config.pin.PinDirectory;
import io.github.kernelpin.config.toml.BadFileException;
import io.github.kernelpin.host.file.RootedPath;
import io.github.kernelpin.model.kernel.RhelMinors;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.verdict.SourceLocation;
import java.nio.file.Path;
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

    /**
     * The pins of a case.
     *
     * @param usual what pins of a directory do that do not say so
     */
    public List<Pin> of(TransactionCase each, Pin.Action usual) throws BadFileException {
        if (each.pins() instanceof TransactionCase.OwnPins own) {
            return renamed(own.pins(), file -> String.valueOf(Path.of(file).getFileName()));
        }
        TransactionCase.PinFiles files = (TransactionCase.PinFiles) each.pins();
        String key = files.place() + "\n" + files.asWritten() + "\n" + usual.id();
        List<Pin> pins = known.get(key);
        if (pins == null) {
            List<Pin> read =
                    PinDirectory.read(
                            List.of(RootedPath.ofHost(files.place())), minors, false, usual);
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
        return pins.stream().map(pin -> renamed(pin, file)).toList();
    }

    private static Pin renamed(Pin pin, UnaryOperator<String> file) {
        return new Pin(
                pin.id(),
                pin.reason(),
                pin.kernels(),
                pin.denied().stream().map(denied -> renamed(denied, file)).toList(),
                pin.variants(),
                pin.action(),
                pin.modules().stream().map(module -> renamed(module, file)).toList(),
                renamed(pin.location(), file));
    }

    private static Pin.DeniedKernel renamed(Pin.DeniedKernel denied, UnaryOperator<String> file) {
        return new Pin.DeniedKernel(
                denied.kernel(), denied.reason(), renamed(denied.location(), file));
    }

    private static Pin.PinnedModule renamed(Pin.PinnedModule module, UnaryOperator<String> file) {
        return new Pin.PinnedModule(
                module.name(),
                module.packageName(),
                module.version(),
                module.symbols(),
                renamed(module.location(), file));
    }

    private static SourceLocation renamed(SourceLocation location, UnaryOperator<String> file) {
        return new SourceLocation(file.apply(location.file()), location.line(), location.column());
    }
}
