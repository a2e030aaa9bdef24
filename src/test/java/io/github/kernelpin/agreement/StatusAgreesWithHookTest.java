package io.github.kernelpin.agreement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.github.kernelpin.host.HostProbe;
import io.github.kernelpin.host.file.InstallRoot;
import io.github.kernelpin.host.process.ProcessRunner;
import io.github.kernelpin.model.disk.HostOnDisk;
import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.transaction.HostState;
import io.github.kernelpin.model.transaction.Transaction;
import io.github.kernelpin.model.verdict.Finding;
import io.github.kernelpin.model.verdict.Severity;
import io.github.kernelpin.rules.host.HostJudge;
import io.github.kernelpin.rules.pair.Comparisons;
import io.github.kernelpin.rules.status.HostStatus;
import io.github.kernelpin.rules.status.KernelStatus;
import io.github.kernelpin.rules.status.ModuleState;
import io.github.kernelpin.rules.symbol.ComparisonBudget;
import io.github.kernelpin.rules.symbol.Loading;
import io.github.kernelpin.rules.symbol.ModuleLoads;
import io.github.kernelpin.rules.symbol.SymbolComparison;
import io.github.kernelpin.rules.symbol.TransactionSymbols;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The host of each case, before the transaction and after it, gets from status what the hook makes
 * of it.
 */
final class StatusAgreesWithHookTest {

    /** What the hook has against a kernel that comes in. */
    private static final Set<String> ABOUT_KERNELS =
            Set.of("kernel-outside-pin", "kernel-denied", "symbol-missing", "symbol-changed");

    private static final Map<String, Integer> compared = new TreeMap<>();

    private static final ProcessRunner rpm = mock();

    @BeforeAll
    static void saysNothing() throws IOException {
        when(rpm.run(any(), any(), any())).thenReturn(new ProcessRunner.Result(0, ""));
    }

    @TempDir private Path scratch = Path.of("");

    private final List<String> contradictions = new ArrayList<>();

    /** A host on disk, and what status finds. */
    private record Seen(HostOfCase host, HostStatus status, List<Finding> findings) {

        /** Whether something grave is said of the kernel that boots next. */
        boolean isGrave(Pin pin) {
            return findings.stream()
                    .anyMatch(each -> each.pin().equals(pin.id()) && each.severity().isGrave());
        }
    }

    static List<GoldenCase> cases() {
        return GoldenCase.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void statusSaysOfAHostWhatTheHookSays(GoldenCase given) throws IOException {
        Transaction transaction = given.transaction();
        Seen before = look(given, transaction.before(), saved(given, false));
        Seen after = look(given, transaction.after(), saved(given, true));
        for (Pin pin : given.pins()) {
            compareModules(pin, given, before, false);
            compareModules(pin, given, after, true);
            compareNext(pin, given, after);
            compareVerdicts(pin, given, before, after);
        }
        assertEquals(given.known("status.tsv"), contradictions);
    }

    @AfterAll
    static void everyAnswerWasCompared() {
        for (String each : List.of("loads", "does-not-load", "stays well", "gets wrong")) {
            assertTrue(compared.getOrDefault(each, 0) > 20, compared.toString());
        }
    }

    private Seen look(GoldenCase given, List<RpmPackage> packages, String saved)
            throws IOException {
        Path root = Files.createTempDirectory(scratch, "host");
        HostOfCase host = new HostOfCase(given, packages, root);
        host.write(saved);
        HostOnDisk read =
                new HostProbe(new InstallRoot(root), rpm).read(given.pins(), List.of(), List.of());
        HostStatus status =
                HostStatus.of(given.pins(), read, given.request().allowances().asOf("2021-06-01"));
        return new Seen(host, status, HostJudge.judge(given.pins(), read, status).findings());
    }

    /** The saved entry: grubby and kernel-install change it where they are told to. */
    private static String saved(GoldenCase given, boolean after) {
        Transaction transaction = given.transaction();
        HostState host = transaction.host();
        String saved = given.toml().path("boot_default").asText();
        if (after && host.updatesBootDefault()) {
            for (RpmPackage each : transaction.incoming()) {
                saved = each.uname().isEmpty() ? saved : each.uname();
            }
        }
        return saved;
    }

    /** Of the same build and the same kernel neither says the contrary of the other. */
    private void compareModules(Pin pin, GoldenCase given, Seen seen, boolean after) {
        ModuleLoads loads =
                new ModuleLoads(
                        pin, new TransactionSymbols(given.transaction(), new ComparisonBudget()));
        for (KernelStatus kernel : seen.status().kernels()) {
            String uname = kernel.kernel().release().text();
            RpmPackage rpm = seen.host().kernels().get(uname);
            for (Pin.PinnedModule module : pin.modules()) {
                if (rpm == null || !pin.appliesTo(rpm)) {
                    continue;
                }
                ModuleState state = kernel.stateOf(module);
                RpmPackage build = seen.host().builds().get(uname + " " + module.fileName());
                for (SymbolComparison each : loads.comparisons(module, rpm, after)) {
                    RpmPackage other = each.build().rpm();
                    if (other == null || other.equals(build)) {
                        compare(uname + ": " + module.name(), each.loading(), state);
                    }
                }
            }
        }
    }

    private void compare(String what, Loading hook, ModuleState status) {
        String said = status.loading().id();
        boolean isContrary =
                switch (status.loading()) {
                    case LOADS -> hook == Loading.FAILS;
                    case DOES_NOT_LOAD -> hook == Loading.LOADS;
                    case UNKNOWN -> false;
                };
        if (isContrary) {
            contradictions.add(what + " " + hook + " for the hook, " + status.describe());
        } else if (hook != Loading.UNKNOWN) {
            compared.merge(said, 1, Integer::sum);
        }
    }

    private void compareNext(Pin pin, GoldenCase given, Seen after) {
        List<String> next = new ArrayList<>();
        for (RpmPackage each :
                new Comparisons(
                                given.transaction(),
                                new ComparisonBudget(),
                                given.request().allowedKernels())
                        .endState(pin)
                        .nextAfter()) {
            next.add(each.uname());
        }
        KernelStatus shown = after.status().next();
        if (shown != null && pin.variants().isEmpty() && !next.contains("")) {
            String uname = shown.kernel().release().text();
            if (next.contains(uname)) {
                compared.merge("next", 1, Integer::sum);
            } else {
                contradictions.add(uname + " boots next, for the hook " + next);
            }
        }
    }

    private void compareVerdicts(Pin pin, GoldenCase given, Seen before, Seen after) {
        KernelStatus next = after.status().next();
        String boots = next == null ? "" : next.kernel().release().text();
        boolean isRefused = false;
        boolean isExcused = false;
        Set<String> rules = new TreeSet<>();
        for (Finding each : given.found().findings()) {
            if (!each.pin().equals(pin.id())) {
                continue;
            }
            isRefused |= each.severity().isGrave();
            isExcused |= each.severity() == Severity.ALLOWED && each.rule().startsWith("symbol");
            boolean isOfNext = each.change().rpm().uname().equals(boots);
            if (each.severity().isGrave() && isOfNext && ABOUT_KERNELS.contains(each.rule())) {
                rules.add(each.rule());
            }
        }
        if (!isRefused && !isExcused && next != null && !before.isGrave(pin)) {
            note(pin, "stays well", after.isGrave(pin), boots);
        }
        if (!boots.isEmpty() && !rules.isEmpty()) {
            note(pin, "gets wrong", !after.isGrave(pin), boots + " " + rules);
        }
    }

    private void note(Pin pin, String what, boolean isContradiction, String kernel) {
        if (isContradiction) {
            contradictions.add(what + " for the hook: " + pin.id() + " with " + kernel);
        } else {
            compared.merge(what, 1, Integer::sum);
        }
    }
}
