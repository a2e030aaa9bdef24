package io.github.kernelpin.agreement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kernelpin.guard.Conflicts;
import io.github.kernelpin.guard.Guard;
import io.github.kernelpin.model.kernel.KernelVariant;
import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.rpm.Architecture;
import io.github.kernelpin.model.transaction.HostState;
import io.github.kernelpin.model.transaction.PackageChange;
import io.github.kernelpin.model.transaction.Transaction;
import io.github.kernelpin.model.verdict.Finding;
import io.github.kernelpin.rules.Judge;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Of every package that a case offers, a guard keeps out what the hook does for its version: no
 * allowance is known to rpm, and no symbol.
 */
final class GuardAgreesWithCasesTest {

    /** What a guard is about. */
    private static final Set<String> RULES =
            Set.of("kernel-outside-pin", "kernel-denied", "module-version-untested");

    private static final Map<String, Integer> compared = new TreeMap<>();

    static List<GoldenCase> cases() {
        return GoldenCase.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void theGuardKeepsOutWhatTheHookDoes(GoldenCase given) {
        List<String> differing = new ArrayList<>();
        for (Pin pin : given.pins()) {
            if (!pin.severity().isGrave()) {
                continue;
            }
            Guard guard = Guard.of(pin);
            for (RpmPackage each : given.offered()) {
                boolean byHook = isKeptOut(pin, each);
                boolean byGuard =
                        Conflicts.isHit(guard.constraints().conflicts(), provides(each, given));
                if (byHook != byGuard) {
                    differing.add(each + ": kept out by the " + (byHook ? "hook" : "guard"));
                }
                compared.merge(byHook && byGuard ? "kept out" : "let in", 1, Integer::sum);
            }
        }
        assertEquals(given.known("guard.tsv"), differing);
    }

    @AfterAll
    static void bothAnswersWereCompared() {
        assertTrue(compared.getOrDefault("kept out", 0) > 60, compared.toString());
        assertTrue(compared.getOrDefault("let in", 0) > 200, compared.toString());
    }

    private static boolean isKeptOut(Pin pin, RpmPackage rpm) {
        HostState host = new HostState(List.of(), List.of(), "", "", 0);
        PackageChange arrival = new PackageChange(PackageChange.Action.INSTALL, rpm, List.of());
        Transaction alone = new Transaction(host, List.of(arrival));
        for (Finding each : Judge.judge(List.of(pin), alone, List.of()).grave()) {
            if (RULES.contains(each.rule())) {
                return true;
            }
        }
        return false;
    }

    /** What rpm knows of it: what the case says, and what every such package has besides. */
    private static List<RpmPackage.Capability> provides(RpmPackage rpm, GoldenCase given) {
        List<RpmPackage.Capability> provides = new ArrayList<>();
        provides.add(RpmPackage.Capability.parse(rpm.name() + " = " + rpm.evr()));
        for (Architecture each : Architecture.known()) {
            if (each.name().equals(rpm.nevra().arch())) {
                String isa = rpm.name() + "(" + each.isa() + ") = " + rpm.evr();
                provides.add(RpmPackage.Capability.parse(isa));
            }
        }
        boolean saysUname = false;
        for (JsonNode each : given.table(rpm).path("provides")) {
            provides.add(RpmPackage.Capability.parse(each.asText()));
            saysUname |= each.asText().contains("-uname-r");
        }
        if (!saysUname && rpm.isBootableKernel() && !rpm.role().isAssumed()) {
            String own = rpm.evr() + "." + rpm.nevra().arch();
            String uname = rpm.uname().isEmpty() ? own : rpm.uname();
            provides.add(RpmPackage.Capability.parse(unameOf(rpm) + " = " + uname));
            if (unameOf(rpm).equals(KernelVariant.UNAME)) {
                // Whatever boots provides the plain kernel's name in RHEL's kernel.spec.
                provides.add(RpmPackage.Capability.parse("kernel = " + rpm.evr()));
            }
        }
        return provides;
    }

    /** Oracle's and ELRepo's kernels provide a capability of their own. */
    private static String unameOf(RpmPackage kernel) {
        for (String name : KernelVariant.UNAMES) {
            String family = name.substring(0, name.length() - "uname-r".length());
            boolean isRedHats = family.equals("kernel-") || family.equals("kernel-debug-");
            if (!isRedHats && kernel.name().startsWith(family)) {
                return name;
            }
        }
        return KernelVariant.UNAME;
    }
}
