package io.github.kernelpin.model.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KernelVariantTest {

    @Test
    void everyVariantIsCarriedByOnePackage() {
        Map<String, String> byPackage = KernelVariant.byPackage();
        assertEquals(KernelVariant.known(), List.copyOf(new TreeSet<>(byPackage.values())));
        for (Map.Entry<String, String> each : byPackage.entrySet()) {
            assertEquals(Optional.of(each.getValue()), KernelVariant.of(each.getKey()));
            assertEquals(Optional.of(each.getKey()), KernelVariant.packageOf(each.getValue()));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "kernel, true",
        "kernel-rt, true",
        "kernel-64k-debug, true",
        "kernel-core, false",
        "kernel-uki-virt, false",
        "kernel-headers, false",
        "'', false",
    })
    void aWholeKernelIsCalledAsItsPartThatBootsWithoutTheCore(String name, boolean isWhole) {
        assertEquals(isWhole, KernelVariant.isWholeKernel(name));
    }
}
