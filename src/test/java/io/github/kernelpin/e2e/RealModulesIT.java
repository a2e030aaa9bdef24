package io.github.kernelpin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.github.kernelpin.host.InstallRoot;
import io.github.kernelpin.host.KernelObject;
import io.github.kernelpin.host.ProcessRunner;
import io.github.kernelpin.host.Symvers;
import io.github.kernelpin.model.ModuleFile;
import io.github.kernelpin.model.Symbols;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real modules and real kernels' lists, of which kmod's own programs say the same. */
final class RealModulesIT {

    private static final Duration TIMEOUT = Duration.ofMinutes(1);
    private static final Pattern COMPLAINT =
            Pattern.compile(
                    "(?m)^depmod: WARNING: .*/(\\S+)\\.ko"
                            + " (disagrees about version of symbol|needs unknown symbol) (\\S+)$");

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
                output("modprobe", "--dump-modversions", file.toString()),
                String.join("\n", lines));
    }

    @ParameterizedTest
    @MethodSource("files")
    void aModuleIsWhatModinfoSays(Path file) throws IOException {
        ModuleFile module = read(file);

        assertEquals(output("modinfo", "-F", "version", file.toString()), module.version());
        assertEquals(output("modinfo", "-F", "vermagic", file.toString()), module.vermagic());
        assertEquals(output("modinfo", "-F", "name", file.toString()), module.name());
        assertFalse(module.inTree());
        try (KernelObject object = KernelObject.open(file)) {
            assertEquals(
                    output("modinfo", "-F", "license", file.toString()), object.info("license"));
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void aCompressedModuleSaysTheSame(Path file) throws IOException {
        for (String program : List.of("gzip", "xz", "zstd")) {
            Path copy = scratch.resolve(program + ".ko");
            Files.copy(file, copy);
            output(program, "-q", copy.toString());
            Path compressed = scratch.resolve(copy.getFileName() + suffix(program));

            assertEquals(read(file).needs(), read(compressed).needs(), compressed.toString());
            assertEquals(read(file).vermagic(), read(compressed).vermagic());
        }
    }

    @Test
    void aModuleOffersWhatItsBuildSays() throws IOException {
        for (String kernel : RealModules.kernels()) {
            Path file = RealModules.module(kernel, "jool_common");
            try (KernelObject object = KernelObject.open(file)) {
                assertEquals(
                        Symvers.read(RealModules.builtSymvers(kernel)).crcByName(),
                        object.exports().crcByName());
                assertNotEquals(0, object.exports().size());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void modulesDisagreeWithAKernelAsDepmodSays(Pair pair) throws IOException {
        InstallRoot root = RealModules.installAsRhelDoes(scratch.resolve("rhel"));

        Set<String> expected = depmodComplaints(pair);

        assertEquals(expected, complaints(root, pair));
        assertEquals(pair.builtFor.equals(pair.kernel), expected.isEmpty(), expected.toString());
    }

    /** What is wrong with the modules that a kernel has. */
    private static Set<String> complaints(InstallRoot root, Pair pair) throws IOException {
        Path list = root.onHost(Symvers.find(root, pair.kernel).orElseThrow());
        assertEquals("symvers.gz", list.getFileName().toString());
        Set<String> complaints = new TreeSet<>();
        for (String name : RealModules.NAMES) {
            Map<String, Long> needs = read(installed(root, pair, name)).needs().crcByName();
            Map<String, Long> offered = new HashMap<>();
            try (KernelObject common = KernelObject.open(installed(root, pair, "jool_common"))) {
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
        return root.onHost(root.resolve(path).orElseThrow());
    }

    /** The same as depmod says it, of copies: it would follow links out of the root. */
    private Set<String> depmodComplaints(Pair pair) throws IOException {
        Path root = scratch.resolve("depmod");
        Path extra = Files.createDirectories(extra(root, pair.kernel));
        for (String name : RealModules.NAMES) {
            Files.copy(RealModules.module(pair.builtFor, name), extra.resolve(name + ".ko"));
        }
        String list = allOfVmlinux(RealModules.symvers(pair.kernel)).toString();
        Matcher lines =
                COMPLAINT.matcher(
                        output(
                                "depmod",
                                "-n",
                                "-e",
                                "-E",
                                list,
                                "-b",
                                root.toString(),
                                pair.kernel));
        Set<String> complaints = new TreeSet<>();
        while (lines.find()) {
            complaints.add(lines.group(1) + " " + lines.group(2) + " " + lines.group(3));
        }
        return complaints;
    }

    private static Path extra(Path root, String kernel) {
        return root.resolve("lib/modules/" + kernel + "/extra");
    }

    /** A list for depmod, which takes symbols of the kernel's own modules from their files only. */
    private Path allOfVmlinux(Path symvers) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(symvers)) {
            String[] cells = line.split("\t", -1);
            cells[2] = "vmlinux";
            lines.add(String.join("\t", cells));
        }
        return Files.write(scratch.resolve("symvers"), lines);
    }

    private static ModuleFile read(Path file) throws IOException {
        try (KernelObject object = KernelObject.open(file)) {
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

    private static String output(String... command) throws IOException {
        ProcessRunner.Result result = new ProcessRunner().run(List.of(command), "", TIMEOUT);
        assertEquals(0, result.exitStatus(), result.output());
        return result.output().replaceFirst("\n$", "");
    }
}
