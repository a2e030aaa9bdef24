package io.github.kernelpin.host.module;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kernelpin.ModuleFixture;
import io.github.kernelpin.host.content.Compression;
import io.github.kernelpin.host.file.InstallRoot;
import io.github.kernelpin.model.symbol.ModuleFile;
import io.github.kernelpin.model.symbol.Symbols;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Drivers of graphics cards have more than 100 MiB. */
@Tag("slow")
final class LargeModuleTest {

    private static final String KERNEL = "5.14.0-503.11.1.el9_5.x86_64";
    private static final int BYTES = 113_554_168;

    @TempDir private Path root;
    private Path module = Path.of("");

    @BeforeEach
    void makeALargeModule() throws IOException {
        byte[] code = new byte[BYTES];
        byte[] noise = new byte[512 * 1024];
        Random random = new Random(1);
        for (int at = 0; at + noise.length < BYTES; at += 4 * noise.length) {
            random.nextBytes(noise);
            System.arraycopy(noise, 0, code, at, noise.length);
        }
        module = root.resolve("lib/modules/" + KERNEL + "/extra/nvidia.ko");
        ModuleFixture.builtFor(KERNEL)
                .info("version", "570.86.15")
                .needs("pci_enable_device", 0x1234)
                .exports("nvidia_get_rm_ops", 0x5678)
                .section(".text", code)
                .writeTo(module);
    }

    @ParameterizedTest
    @EnumSource
    void itIsReadHoweverItIsCompressed(Compression compression) throws IOException {
        Path packed = compression.compress(module);
        Files.delete(module);
        String path = "/lib/modules/" + KERNEL + "/extra/" + packed.getFileName();

        ModuleReader reader = new ModuleReader(new InstallRoot(root));

        ModuleFile file = reader.file(path);
        assertEquals("570.86.15", file.version());
        assertEquals(symbol("pci_enable_device", 0x1234), file.needs());
        assertEquals(symbol("nvidia_get_rm_ops", 0x5678), reader.exports(path));
    }

    @Test
    void whatCannotBeReadOfItIsAboutItAlone() throws IOException {
        Path packed = Compression.ZSTD.compress(module);
        Files.delete(module);
        byte[] whole = Files.readAllBytes(packed);
        Files.write(packed, Arrays.copyOf(whole, whole.length / 2));
        ModuleFixture.builtFor(KERNEL)
                .needs("printk", 1)
                .writeTo(root.resolve("lib/modules/" + KERNEL + "/extra/drbd.ko"));

        List<ModuleFile> files =
                new UnownedModuleFiles(new InstallRoot(root)).find(Set.of("drbd", "nvidia"));

        assertEquals(
                List.of("drbd: ", "nvidia: cannot be decompressed: Not enough input bytes"),
                files.stream().map(file -> file.name() + ": " + file.problem()).toList());
    }

    private static Symbols symbol(String name, long crc) {
        Symbols symbols = new Symbols();
        symbols.add(name, crc);
        return symbols;
    }
}
