package io.github.kernelpin.host.frontend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kernelpin.host.file.InstallRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PluginConfTest {

    @TempDir private Path root = Path.of("");

    @Test
    void withoutTheFileNoKernelIsAllowedAndThePinsAreWhereTheyAlwaysAre() throws IOException {
        assertEquals(List.of(), conf().allowances("").kernels());
        assertEquals("/etc/kernelpin/pins.d", conf().pins());
    }

    @Test
    void kernelsAreSeparatedByCommasOrBlanks() throws IOException {
        write(
                "etc/dnf/plugins",
                "[main] # c\nallow = 4.18.0-348.el8, 1-1,2-2\t3-3\n  4-4\n[other]\nallow=x\n");
        assertEquals(
                List.of("4.18.0-348.el8", "1-1", "2-2", "3-3", "4-4"),
                conf().allowances("").kernels());
    }

    @Test
    void ofSeveralFilesTheLastValueOfAnOptionCounts() throws IOException {
        write("etc/dnf", "[main]\npluginconfpath = /a, /b\n");
        Files.move(root.resolve("etc/dnf/kernelpin.conf"), root.resolve("etc/dnf/dnf.conf"));
        write("a", "[main]\npins = \"/srv/pins\"\nallow = 1-1\nenabled = 0\n");
        write("b", "[main]\nallow = 2-2\nenabled = 1\n");
        assertEquals("/srv/pins", conf().pins());
        assertEquals(List.of("2-2"), conf().allowances("").kernels());
        assertEquals("", conf().switchedOffBy());
    }

    @Test
    void aFileWithAMistakeLeavesNoOption() throws IOException {
        write("etc/dnf/plugins", "[main]\npins = /srv/pins\nallow = 1-1\n[x");
        assertEquals("/etc/kernelpin/pins.d", conf().pins());
        assertEquals(List.of(), conf().allowances("").kernels());
    }

    private PluginConf conf() throws IOException {
        return PluginConf.read(new InstallRoot(root));
    }

    private void write(String folder, String text) throws IOException {
        Files.createDirectories(root.resolve(folder));
        Files.writeString(root.resolve(folder).resolve("kernelpin.conf"), text);
    }
}
