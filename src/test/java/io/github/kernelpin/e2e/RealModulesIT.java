package io.github.kernelpin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kernelpin.host.file.InstallRoot;
import io.github.kernelpin.host.file.RootedPath;
import io.github.kernelpin.host.kernel.Symvers;
import io.github.kernelpin.host.module.KernelObject;
import io.github.kernelpin.model.symbol.ModuleFile;
import io.github.kernelpin.model.symbol.Symbols;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real modules and real kernels' lists, of which kmod's own programs say the same. */
final class RealModulesIT {

    @TempDir private Path scratch;

    @BeforeAll
    static void buildModules() throws IOException {
        RealModules.build();
    }

    /** A module built for one kernel, and a kernel to run it on. */
    private record Pair(String builtFor, String kernel) {}

    static List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String kernel : RealModules.kernels()) {
            for (String name : RealModules.NAMES) {
                files.add(RealModules.module(kernel, name));
            }
        }
        return files;
    }

    static List<Pair> pairs() throws IOException {
        List<Pair> pairs = new ArrayList<>();
        for (String builtFor : RealModules.kernels()) {
            for (String kernel : RealModules.kernels()) {
                pairs.add(new Pair(builtFor, kernel));
            }
        }
        return pairs;
    }

    @Test
    void thereAreTwoKernels() throws IOException {
        assertEquals(2, RealModules.kernels().size());
    }

    @ParameterizedTest
    @MethodSource("files")
    void aModuleNeedsWhatModprobeSays(Path file) throws IOException {
        Symbols needs = read(file).needs();
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < needs.size(); i++) {
            lines.add(String.format("0x%08x\t%s", needs.crc(i), needs.name(i)));
        }

        assertEquals(
                Kmod.output("modprobe", "--dump-modversions", file.toString()),
                String.join("\n", lines));
    }

    @ParameterizedTest
    @MethodSource("files")
    void aModuleIsWhatModinfoSays(Path file) throws IOException {
        ModuleFile module = read(file);

        assertEquals(Kmod.output("modinfo", "-F", "version", file.toString()), module.version());
        assertEquals(Kmod.output("modinfo", "-F", "vermagic", file.toString()), module.vermagic());
        assertEquals(Kmod.output("modinfo", "-F", "name", file.toString()), module.name());
        assertFalse(module.inTree());
        try (KernelObject object = KernelObject.open(RootedPath.ofHost(file))) {
            assertEquals(
                    Kmod.output("modinfo", "-F", "license", file.toString()),
                    object.info("license"));
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void aCompressedModuleSaysTheSame(Path file) throws IOException {
        for (String program : List.of("gzip", "xz", "zstd")) {
            Path copy = scratch.resolve(program + ".ko");
            Files.copy(file, copy);
            Kmod.output(program, "-q", copy.toString());
            Path compressed = scratch.resolve(copy.getFileName() + suffix(program));

            assertEquals(read(file).needs(), read(compressed).needs(), compressed.toString());
            assertEquals(read(file).vermagic(), read(compressed).vermagic());
        }
    }

    @Test
    void aModuleOffersWhatItsBuildSays() throws IOException {
        for (String kernel : RealModules.kernels()) {
            Path file = RealModules.module(kernel, "thinkpad_ec");
            try (KernelObject object = KernelObject.open(RootedPath.ofHost(file))) {
                assertEquals(
                        Symvers.read(RootedPath.ofHost(RealModules.builtSymvers(kernel)))
                                .crcByName(),
                        object.exports().crcByName());
                assertNotEquals(0, object.exports().size());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void modulesDisagreeWithAKernelAsDepmodSays(Pair pair) throws IOException {
        InstallRoot root = RealModules.installAsRhelDoes(scratch.resolve("rhel"));

        Set<String> expected = Kmod.complaints(scratch, pair.builtFor, pair.kernel);

        assertEquals(expected, complaints(root, pair));
        assertEquals(pair.builtFor.equals(pair.kernel), expected.isEmpty(), expected.toString());
    }

    /** What is wrong with the modules that a kernel has. */
    private static Set<String> complaints(InstallRoot root, Pair pair) throws IOException {
        RootedPath list = root.path(Symvers.find(root, pair.kernel).orElseThrow());
        assertTrue(list.toString().endsWith("/symvers.gz"), list.toString());
        Set<String> complaints = new TreeSet<>();
        for (String name : RealModules.NAMES) {
            Map<String, Long> needs = read(installed(root, pair, name)).needs().crcByName();
            Map<String, Long> offered = new HashMap<>();
            try (KernelObject common =
                    KernelObject.open(RootedPath.ofHost(installed(root, pair, "thinkpad_ec")))) {
                offered.putAll(common.exports().crcByName());
            }
            offered.putAll(Symvers.readWanted(list, needs.keySet()).crcByName());
            needs.forEach(
                    (symbol, crc) -> {
                        if (!offered.containsKey(symbol)) {
                            complaints.add(name + " needs unknown symbol " + symbol);
                        } else if (!crc.equals(offered.get(symbol))) {
                            complaints.add(name + " disagrees about version of symbol " + symbol);
                        }
                    });
        }
        return complaints;
    }

    /** Where a kernel's {@code extra} or {@code weak-updates} leads to. */
    private static Path installed(InstallRoot root, Pair pair, String name) throws IOException {
        String folder = pair.builtFor.equals(pair.kernel) ? "extra" : "weak-updates";
        String path = "/lib/modules/" + pair.kernel + "/" + folder + "/" + name + ".ko";
        return root.directory().resolve(root.resolve(path).orElseThrow().substring(1));
    }

    private static ModuleFile read(Path file) throws IOException {
        try (KernelObject object = KernelObject.open(RootedPath.ofHost(file))) {
            return object.module(file.toString());
        }
    }

    private static String suffix(String program) {
        return switch (program) {
            case "gzip" -> ".gz";
            case "xz" -> ".xz";
            default -> ".zst";
        };
    }
}
