package io.github.kernelpin.report.result;

import io.github.kernelpin.model.disk.HostOnDisk;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.verdict.Verdict;
import io.github.kernelpin.rules.status.HostStatus;
import java.util.List;

/** What {@code kernelpin status} found: the pins, the host, and what the pins make of it. */
public record StatusResult(List<Pin> pins, HostOnDisk host, HostStatus status, Verdict verdict) {

    public StatusResult {
        pins = List.copyOf(pins);
    }
}
