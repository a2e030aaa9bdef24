package io.github.kernelpin.rules.status;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kernelpin.model.disk.KernelExports;
import io.github.kernelpin.model.disk.KernelOnDisk;
import io.github.kernelpin.model.disk.ModuleDependencies;
import io.github.kernelpin.model.disk.ModuleOnDisk;
import io.github.kernelpin.model.disk.ModuleSettings;
import io.github.kernelpin.model.kernel.KernelRelease;
import io.github.kernelpin.model.symbol.ModuleFile;
import io.github.kernelpin.model.symbol.Symbols;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ModulesOfKernelTest {

    private static final String RELEASE = "4.18.0-305.el8.x86_64";

    @ParameterizedTest
    @CsvSource({
        "updates/a.ko, extra/a.ko, updates/a.ko",
        "extra/a.ko, updates/a.ko, updates/a.ko",
        "extra/x/a.ko, extra/y/a.ko, extra/x/a.ko",
        "weak-updates/a.ko, kernel/a.ko, kernel/a.ko",
    })
    void withoutModulesDepTheOrderOfDirectoriesDecides(String one, String other, String taken) {
        assertEquals(taken, taken(Map.of(), one, other));
    }

    @ParameterizedTest
    @CsvSource({
        "updates/a.ko, extra/a.ko, extra/a.ko",
        "extra/a.ko, updates/a.ko, extra/a.ko",
        "updates/a.ko, extra/a.ko, updates/a.ko",
        "extra/a.ko, updates/a.ko, updates/a.ko",
    })
    void modulesDepDecidesOverTheOrderOfDirectories(String one, String other, String chosen) {
        assertEquals(chosen, taken(Map.of("a", chosen), one, other));
    }

    @Test
    void ofSeveralModulesThatHinderOneTheFirstIsNamed() {
        ModuleOnDisk needing = module("a", "extra/a.ko", symbols("of_b", "of_c"), new Symbols());
        ModuleOnDisk first = module("b", "extra/b.ko", symbols("gone"), symbols("of_b"));
        ModuleOnDisk second = module("c", "extra/c.ko", symbols("gone"), symbols("of_c"));

        List<ModuleState> states = states(Map.of(), needing, first, second);

        assertEquals(
                List.of(
                        "does not load: it needs b, which does not load",
                        "does not load: 1 of 1 symbols disagree (1 missing)",
                        "does not load: 1 of 1 symbols disagree (1 missing)"),
                states.stream().map(ModulesOfKernelTest::described).toList());
    }

    private static String described(ModuleState state) {
        return state.describe();
    }

    private static String taken(Map<String, String> chosen, String... paths) {
        ModuleOnDisk[] places = new ModuleOnDisk[paths.length];
        for (int i = 0; i < paths.length; i++) {
            places[i] = module("a", paths[i], symbols("s"), new Symbols());
        }
        return states(chosen, places).get(0).path();
    }

    private static List<ModuleState> states(Map<String, String> chosen, ModuleOnDisk... places) {
        KernelOnDisk kernel =
                new KernelOnDisk(
                        KernelRelease.parse(RELEASE),
                        "/boot/symvers",
                        new KernelExports(symbols("s"), Map.of(), Set.of()),
                        "",
                        ModuleSettings.UNKNOWN,
                        List.of(places),
                        chosen,
                        !chosen.isEmpty());
        return new ModulesOfKernel(kernel, List.of()).states();
    }

    private static ModuleOnDisk module(String name, String path, Symbols needs, Symbols exports) {
        String place = "/lib/modules/" + RELEASE + "/" + path;
        ModuleFile file = new ModuleFile(name, place, "1", RELEASE, false, needs);
        return new ModuleOnDisk(
                name, path, place, file, "", exports, 0, "", ModuleDependencies.NONE);
    }

    private static Symbols symbols(String... names) {
        Symbols symbols = new Symbols();
        for (String each : names) {
            symbols.add(each, 1);
        }
        return symbols;
    }
}
