package io.github.kernelpin.agreement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kernelpin.host.file.InstallRoot;
import io.github.kernelpin.host.kernel.InstalledKernels;
import io.github.kernelpin.host.module.UnownedModuleFiles;
import io.github.kernelpin.model.kernel.CandidateKernel;
import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.symbol.ModuleFile;
import io.github.kernelpin.model.transaction.HostState;
import io.github.kernelpin.model.transaction.Transaction;
import io.github.kernelpin.model.verdict.Finding;
import io.github.kernelpin.model.verdict.Subject;
import io.github.kernelpin.rules.status.KernelCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Of each kernel that comes in, check finds what the hook does, and as grave. */
final class CheckAgreesWithHookTest {

    private static final Map<String, Integer> compared = new TreeMap<>();

    @TempDir private Path root = Path.of("");

    static List<GoldenCase> cases() {
        return GoldenCase.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void checkSaysOfAnIncomingKernelWhatTheHookSays(GoldenCase given) throws IOException {
        Transaction transaction = given.transaction();
        Path before = root.resolve("before");
        Path after = root.resolve("after");
        new HostOfCase(given, transaction.before(), before).write("");
        new HostOfCase(given, transaction.after(), after).write("");
        List<ModuleFile> files =
                new UnownedModuleFiles(new InstallRoot(after)).find(modules(given));
        Set<String> symbols = new TreeSet<>();
        files.forEach(each -> symbols.addAll(each.needs().crcByName().keySet()));
        HostState host =
                new HostState(
                        new InstalledKernels(new InstallRoot(before)).all(symbols),
                        files,
                        "",
                        given.toml().path("boot_default").asText(),
                        0);
        List<String> differing = new ArrayList<>();
        for (RpmPackage each : transaction.incoming()) {
            if (each.isBootableKernel()) {
                compare(given, candidate(each, transaction), host, differing);
            }
        }
        assertEquals(given.known("check.tsv"), differing);
    }

    private static CandidateKernel candidate(RpmPackage core, Transaction transaction) {
        List<RpmPackage> parts = new ArrayList<>();
        for (RpmPackage each : transaction.after()) {
            if (each.isPartOf(core)) {
                parts.add(each);
            }
        }
        return new CandidateKernel(
                HostOfCase.unameOf(core), core, parts, CandidateKernel.Source.AVAILABLE);
    }

    private static Set<String> modules(GoldenCase given) {
        Set<String> names = new TreeSet<>();
        for (Pin pin : given.pins()) {
            pin.modules().forEach(each -> names.add(each.fileName()));
        }
        return names;
    }

    private static void compare(
            GoldenCase given, CandidateKernel kernel, HostState host, List<String> differing) {
        Set<String> byHook = about(kernel, given.found().findings());
        Set<String> byCheck =
                about(
                        kernel,
                        KernelCheck.of(given.pins(), kernel, host, given.request().allowedKernels())
                                .verdict()
                                .findings());
        if (!byHook.equals(byCheck)) {
            differing.add(kernel.name() + ": " + byHook + " by the hook, " + byCheck + " by check");
        }
        byHook.forEach(each -> compared.merge(each.split(" ", 2)[0], 1, Integer::sum));
        compared.merge(byHook.isEmpty() ? "none" : "some", 1, Integer::sum);
    }

    private static Set<String> about(CandidateKernel kernel, List<Finding> findings) {
        Set<String> about = new TreeSet<>();
        for (Finding each : findings) {
            boolean comesIn = each.change().direction() == Subject.Direction.INCOMING;
            // check finds kernels in directories: which packages bring their drivers only dnf
            // knows.
            boolean isOfDrivers = each.rule().equals("no-pinned-kernel-left");
            if (comesIn
                    && !isOfDrivers
                    && each.change().rpm().nevra().equals(kernel.core().nevra())) {
                about.add(each.rule() + " " + each.severity().id() + " " + each.pin());
            }
        }
        return about;
    }

    @AfterAll
    static void everyRuleWasCompared() {
        assertTrue(compared.getOrDefault("none", 0) > 30, compared.toString());
        for (String each :
                List.of(
                        "kernel-outside-pin",
                        "kernel-denied",
                        "symbol-changed",
                        "symbol-missing")) {
            assertTrue(compared.getOrDefault(each, 0) > 5, compared.toString());
        }
    }
}
