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
    private static final Nevra OTHER = Nevra.parse("kernel-x-4.18.0-348.el8.x86_64");
    private static final Nevra KMOD = Nevra.parse("kmod-drbd-9.1.2-1.el8.x86_64");
    private static final Nevra MODULES = Nevra.parse("kernel-modules-4.18.0-305.el8.x86_64");
    private static final RpmPackage.Capability UNAME =
            RpmPackage.Capability.parse("kernel-uname-r = 4.18.0-348.el8.x86_64");
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

    @Test
    void aReinstallOfTheSamePackageBringsNothing() {
        Transaction transaction = reinstall(List.of(UNAME), List.of(UNAME));
        assertEquals(List.of(), transaction.incoming());
        assertEquals(List.of(OTHER), nevras(transaction.staying()));
    }

    @Test
    void aReinstallThatBootsForTheFirstTimeComesIn() {
        Transaction transaction = reinstall(List.of(), List.of(UNAME));
        assertEquals(List.of(OTHER), nevras(transaction.incoming()));
        assertEquals(List.of(), transaction.staying());
        assertEquals(List.of(OTHER), nevras(transaction.after()));
        assertEquals(List.of(), transaction.outgoing());
    }

    @Test
    void aReinstallOfWhichLessIsKnownIsNoChange() {
        HostState host = new HostState(List.of(linux(List.of(UNAME))), List.of(), "", "", 3);
        PackageChange change = new PackageChange(Action.REINSTALL, linux(List.of()), List.of());
        Transaction transaction = new Transaction(host, List.of(change));
        assertEquals(List.of(), transaction.incoming());
        assertEquals(1, transaction.staying().size());
    }

    private static RpmPackage linux(List<RpmPackage.Capability> provides) {
        return RpmPackage.of(Nevra.parse("linux-own-6.1-1.x86_64"), provides);
    }

    private static Transaction reinstall(
            List<RpmPackage.Capability> before, List<RpmPackage.Capability> then) {
        HostState host = new HostState(List.of(RpmPackage.of(OTHER, before)), List.of(), "", "", 3);
        RpmPackage again = RpmPackage.of(OTHER, then);
        return new Transaction(
                host, List.of(new PackageChange(Action.REINSTALL, again, List.of())));
    }

    private static List<Nevra> nevras(List<RpmPackage> packages) {
        return packages.stream().map(RpmPackage::nevra).toList();
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
