package io.github.kernelpin.rules.host;

import io.github.kernelpin.model.disk.HostOnDisk;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.verdict.Finding;
import java.util.List;

/** One thing that can be wrong with a host, whichever kernel boots, under one stable public id. */
interface WholeHostRule {

    /** The id that monitoring and dashboards refer to. */
    String id();

    /** What is wrong with the host. */
    List<Finding> check(List<Pin> pins, HostOnDisk host);
}
