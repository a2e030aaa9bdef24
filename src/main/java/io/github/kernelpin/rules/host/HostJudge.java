package io.github.kernelpin.rules.host;

import io.github.kernelpin.model.disk.HostOnDisk;
import io.github.kernelpin.model.disk.KeptOut;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.model.verdict.Finding;
import io.github.kernelpin.model.verdict.Severity;
import io.github.kernelpin.model.verdict.Verdict;
import io.github.kernelpin.rules.status.HostStatus;
import io.github.kernelpin.rules.status.KernelCheck;
import io.github.kernelpin.rules.status.KernelStatus;
import io.github.kernelpin.rules.status.ModuleState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Applies every rule about hosts to one, pin by pin. */
public final class HostJudge {

    private static final List<HostRule> OF_MODULES =
            List.of(new ModuleMissing(), new ModuleDoesNotLoad(), new ModuleUnknown());

    private static final List<HostRule> RULES =
            Stream.concat(Stream.of(new BootsOutsidePin()), OF_MODULES.stream()).toList();

    private static final List<WholeHostRule> OF_PINS =
            List.of(new PinMatchesNothing(), new PinFileIgnored());

    private static final List<WholeHostRule> OF_THE_WHOLE =
            List.of(
                    new NotEnforced(),
                    new PinMatchesNothing(),
                    new PinFileIgnored(),
                    new BootUnknown(),
                    new KernelHeld());

    private HostJudge() {}

    /** The ids of these rules, in the order of the documentation. */
    public static List<String> ruleIds() {
        return Stream.concat(
                        OF_THE_WHOLE.stream().map(WholeHostRule::id),
                        RULES.stream().map(HostRule::id))
                .toList();
    }

    /** Judges whether pins go with what is installed, and whether all of them are read. */
    public static Verdict judgePins(List<Pin> pins, HostOnDisk host) {
        return judge(OF_PINS, pins, host);
    }

    /** What the last runs of dnf say of a package that pins still keep out. */
    public static List<Finding> keptOut(List<Pin> pins, List<KeptOut> remembered, Nevra rpm) {
        List<Finding> findings = new ArrayList<>();
        for (KeptOut each : remembered) {
            if (each.rpm().compareTo(rpm) == 0) {
                findings.addAll(KernelHeld.findings(each, pins));
            }
        }
        return findings;
    }

    /**
     * What the directory of a kernel on disk adds to the check of that kernel.
     *
     * @param status of the same kernel, and of every module of the pins
     */
    public static KernelCheck onDisk(KernelCheck check, List<Pin> pins, KernelStatus status) {
        KernelCheck told = check.onDisk(status);
        KernelCheck left = told;
        List<Finding> findings = new ArrayList<>();
        for (Pin pin : pins) {
            if (pin.appliesToVariant(status.kernel().release().variant())) {
                Pin about = pin.withModules(toTell(pin, check, told));
                left = left.without(pin, about.modules());
                for (HostRule rule : OF_MODULES) {
                    for (Finding each : rule.check(about, status)) {
                        boolean isAside = check.aside().contains(pin.id());
                        findings.add(isAside ? each.withSeverity(Severity.WARN) : each);
                    }
                }
            }
        }
        return left.with(
                status.isAllowedByName()
                        ? findings.stream()
                                .map(each -> each.withSeverity(Severity.ALLOWED))
                                .toList()
                        : findings);
    }

    /** The modules of which the directory tells something else than the symbols alone. */
    private static List<Pin.PinnedModule> toTell(Pin pin, KernelCheck check, KernelCheck told) {
        List<Pin.PinnedModule> modules = new ArrayList<>();
        for (Pin.PinnedModule module : pin.modules()) {
            for (int i = 0; i < check.modules().size(); i++) {
                ModuleState before = check.modules().get(i);
                ModuleState state = told.modules().get(i);
                if (state.module().equals(module.fileName()) && isNews(state, before)) {
                    modules.add(module);
                }
            }
        }
        return modules;
    }

    /** Which symbols are wrong is worth more than that something else is as well. */
    private static boolean isNews(ModuleState state, ModuleState before) {
        boolean failsAnyway =
                before.cause() == ModuleState.Cause.SYMBOLS
                        && state.loading() == ModuleState.Loading.DOES_NOT_LOAD
                        && !state.isMissing();
        boolean isUnknownAnyway =
                before.loading() == ModuleState.Loading.UNKNOWN
                        && state.loading() == ModuleState.Loading.UNKNOWN
                        && state.cause() != ModuleState.Cause.UNREADABLE;
        boolean isOther = state.cause() != before.cause() || state.isMissing();
        return isOther && !failsAnyway && !isUnknownAnyway;
    }

    /** Judges what does not depend on the kernel that boots. */
    public static Verdict judge(List<Pin> pins, HostOnDisk host) {
        return judge(OF_THE_WHOLE, pins, host);
    }

    private static Verdict judge(List<WholeHostRule> rules, List<Pin> pins, HostOnDisk host) {
        List<Finding> findings = new ArrayList<>();
        for (WholeHostRule rule : rules) {
            findings.addAll(rule.check(pins, host));
        }
        findings.sort(Comparator.comparing(Finding::severity));
        return new Verdict(findings);
    }

    /**
     * Judges a host, and of its kernels the one that boots next; the gravest findings come first,
     * and else they are in the order of the pins.
     *
     * <p>An allowance is about what dnf may install: a kernel that boots outside a pin is excused
     * by it, a module that does not load in that kernel is not.
     */
    public static Verdict judge(List<Pin> pins, HostOnDisk host, HostStatus status) {
        KernelStatus next = status.next();
        List<Finding> findings = new ArrayList<>(judge(pins, host).findings());
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
