package io.github.kernelpin.model.transaction;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.model.transaction.PackageChange.Action;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TransactionTest {

    private static final Nevra BASH = Nevra.parse("bash-4.4.20-1.el8.x86_64");
    private static final Nevra CORE = Nevra.parse("kernel-core-4.18.0-348.el8.x86_64");
    private static final Nevra KMOD = Nevra.parse("kmod-drbd-9.1.2-1.el8.x86_64");
    private static final Nevra MODULES = Nevra.parse("kernel-modules-4.18.0-305.el8.x86_64");
    private static final RpmPackage INSTALLED_MODULES =
            RpmPackage.of(
                    MODULES,
                    List.of(new RpmPackage.Capability("installonlypkg(kernel-module)", null)));

    @Test
    void onlyChangesOfKernelsTheirPartsAndModulesConcernThem() {
        PackageChange kernel = change(Action.INSTALL, CORE);
        PackageChange module = change(Action.UPGRADE, KMOD);
        assertEquals(
                List.of(kernel, module),
                transaction(change(Action.UPGRADE, BASH), kernel, module)
                        .changesOfKernelsAndModules());
    }

    @Test
    void whatIsRemovedIsKnownByWhatIsInstalled() {
        PackageChange parts = change(Action.REMOVE, MODULES);
        assertEquals(
                List.of(parts),
                transaction(change(Action.REMOVE, BASH), parts).changesOfKernelsAndModules());
    }

    private static Transaction transaction(PackageChange... changes) {
        HostState host =
                new HostState(
                        List.of(RpmPackage.of(BASH), INSTALLED_MODULES), List.of(), "", "", 3);
        return new Transaction(host, List.of(changes));
    }

    private static PackageChange change(Action action, Nevra nevra) {
        return new PackageChange(action, RpmPackage.of(nevra), List.of());
    }
}
