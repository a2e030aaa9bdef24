package io.github.kernelpin.cases.file;

import io.github.kernelpin.cases.TransactionCase;
import io.github.kernelpin.config.pin.PinDirectory;
import io.github.kernelpin.config.toml.BadFileException;
import io.github.kernelpin.host.file.RootedPath;
import io.github.kernelpin.model.kernel.RhelMinors;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.verdict.SourceLocation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The pins of cases, each directory of them read once.
 *
 * <p>They are called as the case calls them, so that a message is the same wherever the case is
 * checked out and run.
 */
public final class CasePins {

    private final RhelMinors minors;
    private final Map<String, List<Pin>> known = new HashMap<>();

    public CasePins(RhelMinors minors) {
        this.minors = minors;
    }

    /** The pins of a case. */
    public List<Pin> of(TransactionCase each) throws BadFileException {
        String key = each.pins() + "\n" + each.pinsAsWritten();
        List<Pin> pins = known.get(key);
        if (pins == null) {
            pins = new ArrayList<>();
            for (Pin pin :
                    PinDirectory.read(List.of(RootedPath.ofHost(each.pins())), minors, false)) {
                pins.add(renamed(pin, each));
            }
            known.put(key, pins);
        }
        return List.copyOf(pins);
    }

    private static Pin renamed(Pin pin, TransactionCase each) {
        return new Pin(
                pin.id(),
                pin.reason(),
                pin.kernels(),
                pin.denied().stream().map(denied -> renamed(denied, each)).toList(),
                pin.variants(),
                pin.action(),
                pin.modules().stream().map(module -> renamed(module, each)).toList(),
                renamed(pin.location(), each));
    }

    private static Pin.DeniedKernel renamed(Pin.DeniedKernel denied, TransactionCase each) {
        return new Pin.DeniedKernel(
                denied.kernel(), denied.reason(), renamed(denied.location(), each));
    }

    private static Pin.PinnedModule renamed(Pin.PinnedModule module, TransactionCase each) {
        return new Pin.PinnedModule(
                module.name(),
                module.packageName(),
                module.version(),
                module.symbols(),
                renamed(module.location(), each));
    }

    private static SourceLocation renamed(SourceLocation location, TransactionCase each) {
        Path below = each.pins().relativize(Path.of(location.file()));
        String name =
                below.toString().isEmpty()
                        ? each.pinsAsWritten()
                        : Path.of(each.pinsAsWritten()).resolve(below).toString();
        return new SourceLocation(name, location.line(), location.column());
    }
}
