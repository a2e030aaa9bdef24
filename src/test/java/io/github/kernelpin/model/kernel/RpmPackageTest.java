package io.github.kernelpin.model.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.model.rpm.VersionRange;
import io.github.kernelpin.model.symbol.SymbolTable;
import io.github.kernelpin.model.symbol.Symbols;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RpmPackageTest {

    private static final String BUILD = "-4.18.0-348.el8.x86_64";

    @ParameterizedTest
    @CsvSource({
        "bash, bash, false",
        "kernel-headers, kernel-headers, false",
        "kernel-tools, 'installonlypkg(other)', false",
        "kernel-core, kernel-core, true",
        "kernel-modules, 'installonlypkg(kernel-module)', true",
        "kernel-devel, 'installonlypkg(kernel)', true",
    })
    void aPartOfAKernelBootsOrSaysThatItIsInstalledWithOne(
            String name, String provided, boolean isOfKernel) {
        RpmPackage rpm = providing(name + BUILD, provided, name + " = 4.18.0-348.el8");
        assertEquals(isOfKernel, rpm.isOfKernel());
    }

    @Test
    void aModuleIsToldByItsNameOrByTheSymbolsOfModules() {
        SymbolTable none = SymbolTable.empty();
        SymbolTable ofKernel = new SymbolTable(symbols(), new Symbols());
        SymbolTable ofModule = new SymbolTable(new Symbols(), symbols());
        assertEquals(false, withSymbols("bash", none, none).isModule());
        assertEquals(false, withSymbols("kernel-core", ofKernel, none).isModule());
        assertEquals(true, withSymbols("kmod-drbd", none, none).isModule());
        assertEquals(true, withSymbols("drbd", none, ofKernel).isModule());
        assertEquals(true, withSymbols("drbd", none, ofModule).isModule());
        assertEquals(true, withSymbols("drbd", ofModule, none).isModule());
    }

    @ParameterizedTest
    @CsvSource({
        "kmod-other, drbd, false",
        "kmod-other, kmod-drbd, false",
        "kmod-other, kmod-drbd = 9.1.18-1.el8, false",
        "kmod-other, kmod-drbd = 9.1.2-1.el8, true",
        "kmod-drbd, kmod-drbd = 9.1.2-1.el8, false",
    })
    void whatIsProvidedInNoVersionOfARangeIsOutsideOfIt(
            String name, String provided, boolean isInside) {
        RpmPackage rpm = providing(name + BUILD, "other = 9.1.2", provided);
        assertEquals(isInside, rpm.provides("kmod-drbd", VersionRange.parse("9.1.2")));
    }

    @Test
    void aPackageOutsideOfARangeInAnyVersionIsOutsideOfIt() {
        RpmPackage rpm =
                providing(
                        "kmod-other" + BUILD,
                        "kmod-drbd = 9.1.2-1.el8",
                        "kmod-drbd = 9.1.18-1.el8");
        assertEquals(false, rpm.provides("kmod-drbd", VersionRange.parse("9.1.2")));
        assertEquals(true, rpm.provides("kmod-drbd", VersionRange.parse("< 9.2")));
    }

    private static RpmPackage providing(String nevra, String... provides) {
        List<RpmPackage.Capability> capabilities = new ArrayList<>();
        for (String each : provides) {
            capabilities.add(RpmPackage.Capability.parse(each));
        }
        return RpmPackage.of(Nevra.parse(nevra), capabilities);
    }

    private static RpmPackage withSymbols(String name, SymbolTable provided, SymbolTable required) {
        return RpmPackage.of(Nevra.parse(name + BUILD), "", "", List.of(), provided, required);
    }

    private static Symbols symbols() {
        Symbols symbols = new Symbols();
        symbols.add("printk", 1);
        return symbols;
    }
}
