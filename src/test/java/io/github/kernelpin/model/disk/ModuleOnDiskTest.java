package io.github.kernelpin.model.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kernelpin.model.symbol.Symbols;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ModuleOnDiskTest {

    @ParameterizedTest
    @CsvSource({
        "updates/drbd/drbd.ko, 0",
        "extra/drbd/drbd.ko, 1",
        "kernel/drivers/block/drbd/drbd.ko, 2",
        "kernel/updates/drbd.ko, 2",
        "drbd.ko, 2",
        "weak-updates/drbd/drbd.ko, 3",
    })
    void placesAreRankedAsDepmodSearchesThem(String path, int rank) {
        assertEquals(
                rank,
                new ModuleOnDisk(
                                "drbd",
                                path,
                                path,
                                null,
                                "",
                                new Symbols(),
                                0,
                                "",
                                ModuleDependencies.NONE)
                        .rank());
    }
}
