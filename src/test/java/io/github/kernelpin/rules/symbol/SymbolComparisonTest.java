package io.github.kernelpin.rules.symbol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kernelpin.model.kernel.KernelSpec;
import io.github.kernelpin.model.kernel.RhelMinors;
import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.model.symbol.SymbolTable;
import io.github.kernelpin.model.transaction.HostState;
import io.github.kernelpin.model.transaction.PackageChange;
import io.github.kernelpin.model.transaction.Transaction;
import io.github.kernelpin.model.verdict.SourceLocation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real modules against real kernels, on which RHEL's weak-modules gives the same answers. */
final class SymbolComparisonTest {

    private static final Path KABI = Path.of("src/test/resources/kabi");
    private static final Map<String, Map<String, Long>> SYMVERS = new ConcurrentHashMap<>();
    private static final SourceLocation ANYWHERE = new SourceLocation("pins.toml", 1, 1);
    private static final Nevra MODULE = Nevra.parse("kmod-m-1-1.x86_64");
    private static final Nevra KERNEL = Nevra.parse("kernel-core-6.1.0-1.x86_64");

    private static final Pin PIN =
            new Pin(
                    "m",
                    "",
                    List.of(KernelSpec.parse("6.1.0-1", new RhelMinors(List.of()))),
                    List.of(),
                    List.of(),
                    Pin.Action.REFUSE,
                    List.of(
                            new Pin.PinnedModule(
                                    "m", "kmod-m", null, Pin.SymbolPolicy.ON, ANYWHERE)),
                    ANYWHERE);

    static Stream<String> rows() throws IOException {
        return Files.readAllLines(KABI.resolve("expected.csv")).stream().skip(1);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aModuleDisagreesWithAKernelInAsManySymbolsAsItReallyDoes(String row) throws IOException {
        List<String> cells = List.of(row.split(",", -1));
        Transaction transaction = installation(cells.get(0), cells.get(1), cells.get(2));

        TransactionSymbols symbols = new TransactionSymbols(transaction, new ComparisonBudget());
        SymbolComparison comparison =
                new ModuleLoads(PIN, symbols)
                        .comparisons(PIN.modules().get(0), transaction.incoming().get(0), true)
                        .get(0);

        assertEquals(Integer.parseInt(cells.get(5)), comparison.diff().disagreeing());
        assertEquals(cells.get(3).equals("incompatible"), comparison.isGrave());
        assertEquals(Integer.parseInt(cells.get(4)), comparison.diff().compared());
    }

    /** A module that is installed and a kernel that comes in. */
    private static Transaction installation(String builtFor, String module, String target)
            throws IOException {
        SymbolTable required = SymbolTable.empty();
        SymbolTable own = SymbolTable.empty();
        Path versions = KABI.resolve("modversions/" + builtFor + "/" + module + ".modversions");
        for (String line : Files.readAllLines(versions)) {
            int tab = line.indexOf('\t');
            long crc = Long.decode(line.substring(0, tab));
            String name = line.substring(tab + 1);
            if (symvers(builtFor).containsKey(name)) {
                required.kernel().add(name, crc);
            } else {
                // Of another module that was built, and is packaged, with it.
                required.ksym().add(name, crc);
                own.ksym().add(name, crc);
            }
        }
        SymbolTable provided = SymbolTable.empty();
        symvers(target).forEach(provided.kernel()::add);
        RpmPackage modulePackage = RpmPackage.of(MODULE, "", "", List.of(), own, required);
        RpmPackage kernel =
                RpmPackage.of(
                        KERNEL, "repo", "6.1.0-1.x86_64", List.of(), provided, SymbolTable.empty());
        return new Transaction(
                new HostState(List.of(modulePackage), List.of(), "", "", 3),
                List.of(new PackageChange(PackageChange.Action.INSTALL, kernel, List.of())));
    }

    private static Map<String, Long> symvers(String kernel) throws IOException {
        Map<String, Long> known = SYMVERS.get(kernel);
        if (known != null) {
            return known;
        }
        Map<String, Long> read = new HashMap<>();
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                new GZIPInputStream(
                                        Files.newInputStream(
                                                KABI.resolve("symvers/symvers-" + kernel + ".gz"))),
                                StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                List<String> columns = List.of(line.split("\t", -1));
                read.put(columns.get(1), Long.decode(columns.get(0)));
            }
        }
        SYMVERS.put(kernel, read);
        return read;
    }
}
