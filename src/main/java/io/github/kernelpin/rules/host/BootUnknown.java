package io.github.kernelpin.rules.host;

import io.github.kernelpin.model.boot.NextBoot;
import io.github.kernelpin.model.disk.HostOnDisk;
import io.github.kernelpin.model.disk.KernelOnDisk;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.verdict.Finding;
import io.github.kernelpin.model.verdict.Severity;
import io.github.kernelpin.model.verdict.SourceLocation;
import io.github.kernelpin.model.verdict.Subject;
import java.util.List;

/**
 * Fires when what boots next is none of the installed kernels, or cannot be told: nothing that is
 * said of these vouches for it.
 */
final class BootUnknown implements WholeHostRule {

    static final String ID = "boot-unknown";

    private static final String BOOT = "/boot";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public List<Finding> check(List<Pin> pins, HostOnDisk host) {
        NextBoot next = host.next();
        if (pins.isEmpty() || host.kernels().isEmpty()) {
            return List.of();
        }
        if (!next.isCertain()) {
            return List.of(finding("what boots next cannot be told: " + next.source()));
        }
        return next.kernel().isEmpty() || isInstalled(next.kernel(), host)
                ? List.of()
                : List.of(
                        finding(
                                next.kernel()
                                        + " boots next, by "
                                        + next.source()
                                        + ", and is none of the installed kernels"));
    }

    private static boolean isInstalled(String kernel, HostOnDisk host) {
        for (KernelOnDisk each : host.kernels()) {
            if (each.release().text().equals(kernel)) {
                return true;
            }
        }
        return false;
    }

    private static Finding finding(String message) {
        return new Finding(
                ID,
                Severity.REFUSE,
                "",
                new Subject.HostFile(BOOT),
                message,
                List.of(),
                "",
                new SourceLocation(BOOT, 1, 1),
                List.of());
    }
}
