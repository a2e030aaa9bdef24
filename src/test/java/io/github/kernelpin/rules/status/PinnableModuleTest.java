package io.github.kernelpin.rules.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.kernelpin.model.disk.KernelExports;
import io.github.kernelpin.model.disk.KernelOnDisk;
import io.github.kernelpin.model.disk.ModuleSettings;
import io.github.kernelpin.model.kernel.KernelRelease;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PinnableModuleTest {

    @ParameterizedTest
    @CsvSource({
        "'4.18.0-305.el8.x86_64 4.18.0-348.el8.x86_64', '', 4.18.0-348.el8.x86_64",
        "'4.18.0-348.el8.x86_64 4.18.0-305.el8.x86_64', '', 4.18.0-348.el8.x86_64",
        "'4.18.0-348.el8.x86_64 4.18.0-348.el8.x86_64+debug', '', 4.18.0-348.el8.x86_64",
        "'4.18.0-305.el8.x86_64 4.18.0-348.el8.x86_64', 4.18.0-305.el8.x86_64,"
                + " 4.18.0-305.el8.x86_64",
        "'4.18.0-305.el8.x86_64', 4.18.0-348.el8.x86_64, 4.18.0-305.el8.x86_64",
    })
    void theRunningKernelIsPinnedOrElseTheFirstOfTheNewest(
            String installed, String running, String pinned) {
        KernelOnDisk found = PinnableModule.kernelToPin(kernels(installed), running, null);
        assertEquals(pinned, found == null ? "" : found.release().text());
    }

    @Test
    void withoutAKernelNoneIsPinned() {
        assertNull(PinnableModule.kernelToPin(List.of(), "4.18.0-305.el8.x86_64", null));
    }

    private static List<KernelOnDisk> kernels(String releases) {
        List<KernelOnDisk> kernels = new ArrayList<>();
        for (String each : releases.split(" ", -1)) {
            kernels.add(
                    new KernelOnDisk(
                            KernelRelease.parse(each),
                            "",
                            KernelExports.none(),
                            "",
                            ModuleSettings.UNKNOWN,
                            List.of(),
                            Map.of(),
                            false));
        }
        return kernels;
    }
}
