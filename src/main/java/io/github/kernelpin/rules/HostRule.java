package io.github.kernelpin.rules;

import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.verdict.Finding;
import io.github.kernelpin.rules.status.KernelStatus;
import java.util.List;

/** A rule about a host as it is, whatever has made it so. */
non-sealed interface HostRule extends Rule {

    /** What is wrong with the kernel that boots next, with regard to a pin that applies to it. */
    List<Finding> check(Pin pin, KernelStatus next);
}
