package io.github.kernelpin.rules.remedy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.model.transaction.HostState;
import io.github.kernelpin.model.transaction.PackageChange;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class InstallationTest {

    private static final RpmPackage OLD = named("kernel-core-4.18.0-305.el8.x86_64");
    private static final RpmPackage NEW = named("kernel-core-4.18.0-305.25.1.el8_4.x86_64");
    private static final RpmPackage NEWEST = named("kernel-core-4.18.0-348.el8.x86_64");
    private static final String OLD_UNAME = "4.18.0-305.el8.x86_64";

    @Test
    void aPackageTakesThePlaceOfTheInstalledOneOfItsName() {
        assertEquals(
                List.of("upgraded kmod-drbd-9.1-1.x86_64", "upgrade kmod-drbd-9.2-1.x86_64"),
                changes(
                        List.of(named("kmod-drbd-9.1-1.x86_64")),
                        3,
                        "",
                        named("kmod-drbd-9.2-1.x86_64")));
        assertEquals(
                List.of("downgraded kmod-drbd-9.1-1.x86_64", "downgrade kmod-drbd-9.0-1.x86_64"),
                changes(
                        List.of(named("kmod-drbd-9.1-1.x86_64")),
                        3,
                        "",
                        named("kmod-drbd-9.0-1.x86_64")));
    }

    @Test
    void anotherArchitectureStaysAndANewNameJustComes() {
        assertEquals(
                List.of("install kmod-drbd-9.2-1.x86_64"),
                changes(
                        List.of(named("kmod-drbd-9.1-1.i686"), named("kmod-zfs-1-1.x86_64")),
                        3,
                        "",
                        named("kmod-drbd-9.2-1.x86_64")));
    }

    @Test
    void buildsThatSayThatTheyAreInstalledLikeKernelsStaySideBySide() {
        for (String each : List.of("installonlypkg(kernel-module)", "multiversion(kernel)")) {
            RpmPackage build = providing("kmod-drbd-9.2-1.x86_64", each);
            assertEquals(
                    List.of("install kmod-drbd-9.2-1.x86_64"),
                    changes(List.of(providing("kmod-drbd-9.1-1.x86_64", each)), 3, "", build));
        }
    }

    @Test
    void whatIsInstalledDoesNotComeAgain() {
        assertEquals(List.of(), changes(List.of(OLD, NEW), 2, "", OLD));
    }

    @Test
    void theOldestKernelLeavesWithItsPartsWhereThereAreTooMany() {
        RpmPackage drivers = named("kernel-modules-4.18.0-305.el8.x86_64");
        assertEquals(
                List.of(
                        "install kernel-core-4.18.0-348.el8.x86_64",
                        "remove kernel-core-4.18.0-305.el8.x86_64",
                        "remove kernel-modules-4.18.0-305.el8.x86_64"),
                changes(List.of(OLD, NEW, drivers), 2, "", NEWEST));
        assertEquals(
                List.of("install kernel-core-4.18.0-348.el8.x86_64"),
                changes(List.of(OLD, NEW, drivers), 3, "", NEWEST));
        assertEquals(
                List.of("install kernel-core-4.18.0-348.el8.x86_64"),
                changes(List.of(OLD, NEW, drivers), 0, "", NEWEST));
    }

    @Test
    void theRunningKernelStays() {
        assertEquals(
                List.of(
                        "install kernel-core-4.18.0-348.el8.x86_64",
                        "remove kernel-core-4.18.0-305.25.1.el8_4.x86_64"),
                changes(List.of(OLD, NEW), 2, OLD_UNAME, NEWEST));
    }

    private static List<String> changes(
            List<RpmPackage> installed, int limit, String running, RpmPackage arriving) {
        HostState host = new HostState(installed, List.of(), running, "", limit);
        List<String> changes = new ArrayList<>();
        for (PackageChange each : Installation.of(List.of(arriving), host).changes()) {
            changes.add(each.action().id() + " " + each.subject());
        }
        return changes;
    }

    private static RpmPackage named(String nevra) {
        return RpmPackage.of(Nevra.parse(nevra));
    }

    private static RpmPackage providing(String nevra, String capability) {
        return RpmPackage.of(Nevra.parse(nevra), List.of(RpmPackage.Capability.parse(capability)));
    }
}
