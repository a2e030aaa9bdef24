package io.github.kernelpin.rules.pair;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.model.symbol.SymbolTable;
import io.github.kernelpin.model.transaction.HostState;
import io.github.kernelpin.model.transaction.PackageChange;
import io.github.kernelpin.model.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What boots next: releases of kernels, of which those that come in have a plus, and those that go
 * a minus.
 */
final class NextBootTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "305 348      |     | false | 348     | 348",
                "305 +348     |     | false | 305     | 348",
                "348 +305     |     | false | 348     | 348",
                "305 -348     |     | false | 348     | 305",
                "305 348      | 305 | false | 305     | 305",
                "305 348      | 305 | true  | 305     | 305",
                "305 +348     | 305 | false | 305     | 348 305",
                "305 +348     | 305 | true  | 305     | 348",
                "348 +305     | 348 | true  | 348     | 348",
                "305 +348 +372| 305 | false | 305     | 372 305",
                "-305 348 372 | 305 | false | 305     | 372",
                "305 348      | 999 | false | 305 348 | 305 348",
                "305 -348     | 999 | false | 305 348 | 305",
                "305 +348     | 999 | true  | 305     | 305 348",
                "+305         |     | false | ''      | 305",
            })
    void itIsTheSavedEntryOrElseTheNewest(
            String kernels, String saved, boolean updates, String before, String after) {
        Transaction transaction = transaction(kernels, saved == null ? "" : saved, updates);
        NextBoot next = new NextBoot(transaction);
        assertEquals(before, releases(next.before(transaction.before())));
        assertEquals(after, releases(next.after(transaction.after())));
    }

    @ParameterizedTest
    @CsvSource({
        "kernel-core, kernel-debug-core, kernel-core",
        "kernel-debug-core, kernel-core, kernel-core",
        "kernel-debug-core, kernel-rt-core, kernel-debug-core"
    })
    void ofOneVersionThePlainKernelBoots(String one, String other, String boots) {
        List<RpmPackage> both = List.of(kernel(one, "305"), kernel(other, "305"));
        Transaction transaction =
                new Transaction(new HostState(both, List.of(), "", "", 0), List.of());
        assertEquals(boots, new NextBoot(transaction).before(both).get(0).name());
    }

    private static Transaction transaction(String kernels, String saved, boolean updates) {
        List<RpmPackage> installed = new ArrayList<>();
        List<PackageChange> changes = new ArrayList<>();
        for (String each : kernels.split(" ", -1)) {
            RpmPackage kernel = kernel("kernel-core", each.replaceAll("[-+]", ""));
            if (each.startsWith("+")) {
                changes.add(new PackageChange(PackageChange.Action.INSTALL, kernel, List.of()));
            } else {
                installed.add(kernel);
            }
            if (each.startsWith("-")) {
                changes.add(new PackageChange(PackageChange.Action.REMOVE, kernel, List.of()));
            }
        }
        return new Transaction(new HostState(installed, List.of(), "", saved, updates, 0), changes);
    }

    private static RpmPackage kernel(String name, String release) {
        return RpmPackage.of(
                Nevra.parse(name + "-4.18.0-" + release + ".x86_64"),
                "",
                release,
                List.of(),
                SymbolTable.empty(),
                SymbolTable.empty());
    }

    private static String releases(List<RpmPackage> kernels) {
        return String.join(" ", kernels.stream().map(each -> each.evr().release()).toList());
    }
}
