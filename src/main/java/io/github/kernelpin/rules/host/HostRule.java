package io.github.kernelpin.rules.host;

import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.verdict.Finding;
import io.github.kernelpin.rules.status.KernelStatus;
import java.util.List;

/** One thing that can be wrong with a host as it is, under one stable public id. */
interface HostRule {

    /** The id that monitoring and dashboards refer to. */
    String id();

    /** What is wrong with the kernel that boots next, with regard to a pin that applies to it. */
    List<Finding> check(Pin pin, KernelStatus next);
}
