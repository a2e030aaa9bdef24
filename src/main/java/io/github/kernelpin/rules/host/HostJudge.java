package io.github.kernelpin.rules.host;

import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.verdict.Finding;
import io.github.kernelpin.model.verdict.Verdict;
import io.github.kernelpin.rules.status.HostStatus;
import io.github.kernelpin.rules.status.KernelStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Applies every rule about hosts to one, pin by pin. */
public final class HostJudge {

    private static final List<HostRule> RULES =
            List.of(
                    new BootsOutsidePin(),
                    new ModuleMissing(),
                    new ModuleDoesNotLoad(),
                    new ModuleUnknown());

    private HostJudge() {}

    /** The ids of these rules, in the order of the documentation. */
    public static List<String> ruleIds() {
        return RULES.stream().map(HostRule::id).toList();
    }

    /**
     * Judges a host by the kernel that boots next; the gravest findings come first, and else they
     * are in the order of the pins.
     *
     * <p>An allowance is about what dnf may install: a kernel that boots outside a pin is excused
     * by it, a module that does not load in that kernel is not.
     */
    public static Verdict judge(List<Pin> pins, HostStatus host) {
        KernelStatus next = host.next();
        List<Finding> findings = new ArrayList<>();
        for (Pin pin : pins) {
            if (next != null && pin.appliesToVariant(next.kernel().release().variant())) {
                for (HostRule rule : RULES) {
                    findings.addAll(rule.check(pin, next));
                }
            }
        }
        findings.sort(Comparator.comparing(Finding::severity));
        return new Verdict(findings);
    }
}
