package io.github.kernelpin.rules.host;

import io.github.kernelpin.model.disk.HostOnDisk;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.verdict.Finding;
import io.github.kernelpin.model.verdict.Severity;
import io.github.kernelpin.model.verdict.SourceLocation;
import io.github.kernelpin.model.verdict.Subject;
import java.util.ArrayList;
import java.util.List;

/**
 * Fires when nobody reads a file in the directory of pins, or beside it: what it pins is not
 * pinned.
 */
public final class PinFileIgnored implements WholeHostRule {

    static final String ID = "pin-file-ignored";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public List<Finding> check(List<Pin> pins, HostOnDisk host) {
        return of(host.unreadPins());
    }

    /** A finding for each file that nobody reads. */
    public static List<Finding> of(List<String> unread) {
        List<Finding> findings = new ArrayList<>();
        for (String path : unread) {
            findings.add(
                    new Finding(
                            ID,
                            Severity.REFUSE,
                            "",
                            new Subject.HostFile(path),
                            "nobody reads this file",
                            List.of(
                                    "pin files end in .toml, do not begin with a dot, and are in"
                                            + " the directory of pins itself: rename it, or move"
                                            + " it"),
                            "",
                            new SourceLocation(path, 1, 1),
                            List.of()));
        }
        return findings;
    }
}
