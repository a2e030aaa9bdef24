package io.github.kernelpin.host.frontend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kernelpin.host.file.InstallRoot;
import io.github.kernelpin.model.rpm.Nevra;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PreparedUpdateTest {

    @TempDir private Path root;

    @Test
    void aHostWithoutOneHasNone() throws IOException {
        assertEquals(List.of(), PreparedUpdate.packages(new InstallRoot(root)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kernel-core;4.18.0-348.el8;x86_64;baseos\nbash;1:5.1-2.el8;x86_64;baseos\n",
                "[update]\nprepared_ids=kernel-core;4.18.0-348.el8;x86_64;baseos,"
                        + "bash;1:5.1-2.el8;x86_64;baseos,\n",
                "[update]\nprepared_ids = kernel-core;4.18.0-348.el8;x86_64;baseos,"
                        + "bash;1:5.1-2.el8;x86_64;installed:baseos\n[other]\nx=;;;\n;;y\n",
            })
    void itsPackagesAreReadInBothOfItsFormats(String text) throws IOException {
        Path file = root.resolve("var/lib/PackageKit/prepared-update");
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, text);
        assertEquals(
                List.of(
                        Nevra.parse("kernel-core-4.18.0-348.el8.x86_64"),
                        Nevra.parse("bash-1:5.1-2.el8.x86_64")),
                PreparedUpdate.packages(new InstallRoot(root)));
    }
}
