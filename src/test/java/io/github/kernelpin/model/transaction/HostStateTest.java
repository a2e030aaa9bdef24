package io.github.kernelpin.model.transaction;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.model.symbol.ModuleFile;
import io.github.kernelpin.model.symbol.Symbols;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HostStateTest {

    @Test
    void packagesAndFilesAreSortedHoweverTheyWereFound() {
        RpmPackage first = RpmPackage.of(Nevra.parse("kmod-drbd-9.1.2-1.el8.x86_64"));
        RpmPackage second = RpmPackage.of(Nevra.parse("kmod-drbd-9.1.18-1.el8.x86_64"));
        ModuleFile extra = file("/lib/modules/4.18.0-305.el8.x86_64/extra/npreal2.ko");
        ModuleFile updates = file("/lib/modules/4.18.0-305.el8.x86_64/updates/npreal2.ko");
        HostState host = new HostState(List.of(second, first), List.of(updates, extra), "", "", 3);
        assertEquals(List.of(first, second), host.installed());
        assertEquals(List.of(extra, updates), host.moduleFiles());
    }

    private static ModuleFile file(String path) {
        return new ModuleFile("npreal2", path, "", "", false, new Symbols());
    }
}
