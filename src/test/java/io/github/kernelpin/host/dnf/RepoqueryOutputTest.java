package io.github.kernelpin.host.dnf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.model.symbol.SymbolTable;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RepoqueryOutputTest {

    private final RepoqueryOutput output = new RepoqueryOutput(Set.of("printk", "kfree"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kernel-core",
                "kernel-core 0 4.18.0 348.el8 x86_64",
                "kernel-core x 4.18.0 348.el8 x86_64 repo",
                "kernel-core 0  348.el8 x86_64 repo",
                " 0 4.18.0 348.el8 x86_64 repo",
                "kernel-core 0 4.18.0 348.el8 x86_64 repo more"
            })
    void whatIsNoPackageIsRefused(String fields) {
        output.accept("@package " + fields);
        output.accept("@package kernel-core 0 4.18.0 348.el8 x86_64 repo");
        IOException error = assertThrows(IOException.class, output::packages);
        assertEquals("dnf repoquery: \"" + fields + "\" is no package", error.getMessage());
    }

    @Test
    void thereAreNotTooManyPackages() {
        for (int i = 0; i <= 10_000; i++) {
            output.accept("@package kernel-core 0 4.18.0 " + i + " x86_64 repo");
        }
        IOException error = assertThrows(IOException.class, output::packages);
        assertEquals("dnf repoquery: more than 10000 packages of kernels", error.getMessage());
    }

    @Test
    void nothingIsNoPackage() throws IOException {
        assertEquals(List.of(), output.packages());
    }

    @Test
    void whatIsNoSymbolWithACrcSaysNothing() throws IOException {
        provide(
                "kernel(printk)",
                "kernel(printk) = 5",
                "kernel(printk) = 0x",
                "kernel(printk) = 0xg",
                "kernel(printk) = 0x1-1",
                "kernel(printk) = 0x11111111111111111",
                "ksym(printk) = 0x1");
        assertEquals(List.of(kernel("", SymbolTable.empty())), output.packages());
    }

    @Test
    void aSymbolThatIsRepeatedEndlesslyIsNotKept() throws IOException {
        output.accept("@package kernel-core 0 4.18.0 348.el8 x86_64 repo");
        for (int i = 0; i < 1000; i++) {
            output.accept("kernel(printk) = 0x1");
        }
        assertEquals(3, output.packages().get(0).providedSymbols().kernel().size());
    }

    @Test
    void theWantedSymbolsOfAKernelAreKept() throws IOException {
        provide(
                "kernel = 4.18.0-348.el8",
                "kernel(printk) = 0xC5850110",
                "kernel(vprintk) = 0x00000001",
                "kernel(kfree) = 0x0000002a",
                "kernel-core-uname-r = 4.18.0-348.el8.x86_64+core",
                "kernel-modules-uname-r = 4.18.0-348.el8.x86_64+modules",
                "kernel-uname-r = 4.18.0-348.el8.x86_64",
                "kernel-core = 4.18.0-348.el8");
        SymbolTable symbols = SymbolTable.empty();
        symbols.kernel().add("printk", 0xc5850110L);
        symbols.kernel().add("kfree", 42);
        assertEquals(
                List.of(
                        kernel(
                                "4.18.0-348.el8.x86_64",
                                symbols,
                                "kernel = 4.18.0-348.el8",
                                "kernel-modules-uname-r = 4.18.0-348.el8.x86_64+modules",
                                "kernel-core = 4.18.0-348.el8")),
                output.packages());
    }

    @Test
    void onePackageEndsWhereTheNextBegins() throws IOException {
        provide("kernel-uname-r = a");
        output.accept("@package kernel-uek 1 5.4.17 2136.el7uek x86_64 ol7");
        output.accept("kernel-uek-uname-r = b");
        List<RpmPackage> packages = output.packages();
        assertEquals(2, packages.size());
        assertEquals(kernel("a", SymbolTable.empty()), packages.get(0));
        assertEquals("kernel-uek-1:5.4.17-2136.el7uek.x86_64", packages.get(1).toString());
        assertEquals("b", packages.get(1).uname());
        assertEquals("ol7", packages.get(1).repository());
    }

    private void provide(String... lines) {
        output.accept("@package kernel-core 0 4.18.0 348.el8 x86_64 repo");
        List.of(lines).forEach(output::accept);
    }

    private static RpmPackage kernel(String uname, SymbolTable symbols, String... provides) {
        List<RpmPackage.Capability> capabilities =
                Stream.of(provides).map(RpmPackage.Capability::parse).toList();
        return RpmPackage.of(
                Nevra.parse("kernel-core-4.18.0-348.el8.x86_64"),
                "repo",
                uname,
                capabilities,
                symbols,
                SymbolTable.empty());
    }
}
