package io.github.kernelpin.cli.hook;

import io.github.kernelpin.config.pin.PinDirectory;
import io.github.kernelpin.config.pin.RhelMinorsTable;
import io.github.kernelpin.config.toml.BadFileException;
import io.github.kernelpin.host.file.InstallRoot;
import io.github.kernelpin.host.file.RootedPath;
import io.github.kernelpin.host.process.CurrentUser;
import io.github.kernelpin.model.kernel.RhelMinors;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.transaction.Request;
import io.github.kernelpin.model.verdict.Verdict;
import io.github.kernelpin.report.refusal.VerdictMessage;
import io.github.kernelpin.rules.Judge;
import io.github.kernelpin.rules.remedy.Settlement;
import io.github.kernelpin.rules.symbol.TooLargeException;
import io.github.kernelpin.wire.request.RequestFormatException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A request with the pins it is judged by. */
public record HookSession(Request request, List<Pin> pins, RhelMinors minors) {

    /**
     * Reads the pins that a request names.
     *
     * @throws RequestFormatException if there is no such directory
     */
    public static HookSession of(Request request) throws BadFileException, IOException {
        InstallRoot root = new InstallRoot(Path.of(request.root()));
        RootedPath directory = root.named(request.pinsDirectory());
        if (!directory.isDirectory()) {
            // Without pins nobody would have asked.
            throw new RequestFormatException(
                    "the request is wrong: the pin directory " + directory + " is not there");
        }
        RhelMinors minors = RhelMinorsTable.load();
        return new HookSession(
                request,
                PinDirectory.read(
                        List.of(directory), minors, CurrentUser.isRootOn(root), request.action()),
                minors);
    }

    /**
     * Judges the request.
     *
     * @throws RequestFormatException if it takes longer than anybody waits for it
     */
    public Settlement settle() throws RequestFormatException {
        try {
            Verdict found = Judge.judge(pins, request.transaction(), request.allowedKernels());
            return Settlement.of(found, pins, request);
        } catch (TooLargeException e) {
            throw new RequestFormatException("the request is too large: " + e.getMessage());
        }
    }

    public String message(Verdict verdict) {
        return new VerdictMessage(request, minors).text(verdict);
    }
}
