package io.github.kernelpin.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kernelpin.SamplePins;
import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.rpm.Nevra;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HostObstaclesTest {

    private static final RpmPackage KERNEL = installed("kernel-core-4.18.0-348.el8.x86_64");
    private static final RpmPackage REALTIME =
            installed("kernel-rt-core-4.18.0-348.rt7.130.el8.x86_64");
    private static final RpmPackage MODULE = installed("kmod-drbd-9.2.0-1.el8.x86_64");

    @Test
    void aKernelOutsideThePinIsInTheWay() {
        assertEquals(
                List.of(
                        KERNEL + " does not fit: 4.18.0-305.* (RHEL 8.4)",
                        REALTIME + " does not fit: 4.18.0-305.* (RHEL 8.4)"),
                obstacles(SamplePins.pin("rhel:8.4")));
        assertEquals(
                List.of(KERNEL + " does not fit: 4.18.0-305.* (RHEL 8.4)"),
                obstacles(SamplePins.pin("rhel:8.4", "@default")));
    }

    @Test
    void aDeniedKernelIsInTheWay() {
        assertEquals(List.of(KERNEL + " is denied"), obstacles(SamplePins.pin("!4.18.0-348.el8")));
    }

    @Test
    void anUntestedModuleIsInTheWay() {
        assertEquals(
                List.of(MODULE + " is not < 9.2"),
                obstacles(SamplePins.ofModule("kmod-drbd", "< 9.2")));
        assertEquals(List.of(), obstacles(SamplePins.ofModule("kmod-drbd", ">= 9.2")));
        assertEquals(List.of(), obstacles(SamplePins.ofModule("kmod-drbd", "")));
        assertEquals(List.of(), obstacles(SamplePins.ofModule("kmod-npreal2", "< 9.2")));
    }

    @Test
    void aRenamedModuleIsJudgedByWhatItProvides() {
        Pin pin = SamplePins.ofModule("kmod-drbd", ">= 9.1.2, < 9.1.3");
        assertEquals(
                List.of(
                        "kmod-drbd9-9.1.2-1.el8.x86_64 is not >= 9.1.2, < 9.1.3,"
                                + " but provides kmod-drbd = 9.1.3-1.el8"),
                renamed(pin, "kmod-drbd9 = 9.1.2-1.el8", "kmod-drbd = 9.1.3-1.el8"));
        assertEquals(
                List.of(
                        "kmod-drbd9-9.1.2-1.el8.x86_64 is not >= 9.1.2, < 9.1.3,"
                                + " but provides kmod-drbd in no version"),
                renamed(pin, "kmod-drbd"));
        assertEquals(List.of(), renamed(pin, "kmod-drbd = 9.1.2-7"));
        assertEquals(List.of(), renamed(pin, "kmod-drbd9 = 9.1.3-1"));
    }

    private static List<String> renamed(Pin pin, String... provides) {
        List<RpmPackage.Capability> capabilities = new ArrayList<>();
        for (String each : provides) {
            capabilities.add(RpmPackage.Capability.parse(each));
        }
        Nevra nevra = Nevra.parse("kmod-drbd9-9.1.2-1.el8.x86_64");
        return HostObstacles.of(Guard.of(pin), List.of(RpmPackage.of(nevra, capabilities)));
    }

    private static List<String> obstacles(Pin pin) {
        return HostObstacles.of(Guard.of(pin), List.of(KERNEL, REALTIME, MODULE));
    }

    private static RpmPackage installed(String nevra) {
        return RpmPackage.of(Nevra.parse(nevra));
    }
}
