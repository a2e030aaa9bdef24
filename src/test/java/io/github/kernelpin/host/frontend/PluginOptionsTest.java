package io.github.kernelpin.host.frontend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kernelpin.host.file.InstallRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PluginOptionsTest {

    @TempDir private Path root = Path.of("");

    @Test
    void withoutTheFileNoKernelIsWaived() throws IOException {
        assertEquals(List.of(), PluginOptions.allowances(new InstallRoot(root), "").kernels());
    }

    @Test
    void kernelsAreSeparatedByCommasOrBlanks() throws IOException {
        Path file = root.resolve("etc/dnf/plugins/kernelpin.conf");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "[main]\nallow = 4.18.0-348.el8, 1-1,2-2\t3-3\n[other]\nallow=x\n");
        assertEquals(
                List.of("4.18.0-348.el8", "1-1", "2-2", "3-3"),
                PluginOptions.allowances(new InstallRoot(root), "").kernels());
    }
}
