package io.github.kernelpin.rules.status;

import io.github.kernelpin.model.kernel.CandidateKernel;
import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.symbol.ModuleFile;
import io.github.kernelpin.model.symbol.SymbolDiff;
import io.github.kernelpin.model.transaction.HostState;
import io.github.kernelpin.model.transaction.PackageChange;
import io.github.kernelpin.model.transaction.Transaction;
import io.github.kernelpin.model.verdict.Finding;
import io.github.kernelpin.model.verdict.Severity;
import io.github.kernelpin.model.verdict.Subject;
import io.github.kernelpin.model.verdict.Verdict;
import io.github.kernelpin.rules.Judge;
import io.github.kernelpin.rules.pair.Comparisons;
import io.github.kernelpin.rules.status.ModuleState.Cause;
import io.github.kernelpin.rules.symbol.ComparisonBudget;
import io.github.kernelpin.rules.symbol.ModuleBuild;
import io.github.kernelpin.rules.symbol.ModuleLoads;
import io.github.kernelpin.rules.symbol.SymbolComparison;
import io.github.kernelpin.rules.symbol.TransactionSymbols;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Whether the pins would allow one kernel, and how the modules on disk stand with it.
 *
 * @param verdict what the rules find about this kernel
 * @param modules the pinned ones, in alphabetical order; a state's target is the build that the
 *     kernel would get
 * @param aside the pins that do not depend on it: of its variant none boots next or has met them
 */
public record KernelCheck(
        CandidateKernel kernel,
        Verdict verdict,
        List<ModuleState> modules,
        SortedSet<String> aside) {

    /** What happens to the kernel. */
    public enum Outcome {
        ALLOWED("allowed"),
        /** Outside the pins, but the operator has an allowance for it. */
        ALLOWED_BY_NAME("allowed-by-name"),
        HELD("held"),
        REFUSED("refused");

        private final String id;

        Outcome(String id) {
            this.id = id;
        }

        /** Its name in JSON. */
        public String id() {
            return id;
        }

        /** What people read. */
        public String phrase() {
            return switch (this) {
                case ALLOWED_BY_NAME -> "allowed by name";
                case HELD -> "held back";
                case ALLOWED, REFUSED -> id;
            };
        }
    }

    public KernelCheck {
        modules = List.copyOf(modules);
        aside = Collections.unmodifiableSortedSet(new TreeSet<>(aside));
    }

    /**
     * Judges the installation of a kernel on a host that has kernels and the files of modules. What
     * is on disk counts for a module of a package as well: nobody has to have the package. Where
     * there is no file of such a module, none comes to harm.
     *
     * @param host its kernels, and every build of the modules that the pins name
     * @param allowedKernels as {@link Judge#judge} takes them
     */
    public static KernelCheck of(
            List<Pin> pins, CandidateKernel kernel, HostState host, List<String> allowedKernels) {
        List<Pin> reading = new ArrayList<>();
        List<Pin> judging = new ArrayList<>();
        for (Pin pin : pins) {
            reading.add(readingFiles(pin, pin.modules()));
            judging.add(readingFiles(pin, present(pin, host.moduleFiles())));
        }
        Transaction arrival = arrival(kernel, host);
        List<Finding> findings = new ArrayList<>();
        for (Finding finding : Judge.judge(judging, arrival, allowedKernels).findings()) {
            boolean comesIn = finding.change().direction() == Subject.Direction.INCOMING;
            RpmPackage subject = finding.change().rpm();
            if (comesIn && subject.nevra().compareTo(kernel.core().nevra()) == 0) {
                findings.add(finding);
            }
        }
        return new KernelCheck(
                kernel,
                new Verdict(findings),
                states(reading, kernel, arrival),
                aside(judging, kernel, arrival, allowedKernels));
    }

    /** The same with more that is to be said of the kernel. */
    public KernelCheck with(List<Finding> more) {
        List<Finding> findings = new ArrayList<>(verdict.findings());
        findings.addAll(more);
        return new KernelCheck(kernel, new Verdict(findings), modules, aside);
    }

    /**
     * The same of a kernel on disk, whose directory tells more of its modules than symbols do:
     * which file modprobe takes, and what else keeps that from loading.
     */
    public KernelCheck onDisk(KernelStatus status) {
        List<ModuleState> states = new ArrayList<>();
        for (ModuleState state : modules) {
            ModuleState found = state;
            for (ModuleState each : status.modules()) {
                found = isTold(each, state) ? each : found;
            }
            states.add(found);
        }
        return new KernelCheck(kernel, verdict, states, aside);
    }

    /** Of a kernel that has no symbols on disk dnf may know them. */
    private static boolean isTold(ModuleState onDisk, ModuleState bySymbols) {
        boolean isKnown = onDisk.cause() != Cause.NOTHING_TO_COMPARE;
        boolean isNoWorse = bySymbols.cause() == Cause.NOTHING_TO_COMPARE || isKnown;
        boolean isSame = onDisk.cause() == bySymbols.cause() && isKnown;
        return onDisk.module().equals(bySymbols.module()) && isNoWorse && !isSame;
    }

    /** The same without what was found about some modules of a pin. */
    public KernelCheck without(Pin pin, List<Pin.PinnedModule> others) {
        List<Finding> findings = new ArrayList<>();
        for (Finding each : verdict.findings()) {
            boolean isOfThem = false;
            for (Pin.PinnedModule module : others) {
                isOfThem |= each.location().equals(module.location());
            }
            if (!isOfThem || !each.pin().equals(pin.id())) {
                findings.add(each);
            }
        }
        return new KernelCheck(kernel, new Verdict(findings), modules, aside);
    }

    public Outcome outcome() {
        if (!verdict.having(Severity.REFUSE).isEmpty()) {
            return Outcome.REFUSED;
        }
        if (!verdict.having(Severity.HOLD).isEmpty()) {
            return Outcome.HELD;
        }
        return verdict.having(Severity.ALLOWED).isEmpty()
                ? Outcome.ALLOWED
                : Outcome.ALLOWED_BY_NAME;
    }

    private static Pin readingFiles(Pin pin, List<Pin.PinnedModule> some) {
        List<Pin.PinnedModule> modules = new ArrayList<>();
        for (Pin.PinnedModule module : some) {
            modules.add(
                    new Pin.PinnedModule(
                            module.name(), "", null, module.symbols(), module.location()));
        }
        return pin.withModules(modules);
    }

    /** Those of a pin's modules that may be lost: of a package that is not there, none is. */
    private static List<Pin.PinnedModule> present(Pin pin, List<ModuleFile> files) {
        List<Pin.PinnedModule> present = new ArrayList<>();
        for (Pin.PinnedModule module : pin.modules()) {
            boolean isThere = module.packageName().isEmpty();
            for (ModuleFile file : files) {
                isThere |= file.name().equals(module.fileName());
            }
            if (isThere) {
                present.add(module);
            }
        }
        return present;
    }

    /** As if the kernel was not there yet. */
    private static Transaction arrival(CandidateKernel kernel, HostState host) {
        List<RpmPackage> others = new ArrayList<>();
        for (RpmPackage each : host.installed()) {
            if (!each.uname().equals(kernel.name())
                    && !each.nevra().equals(kernel.core().nevra())) {
                others.add(each);
            }
        }
        List<RpmPackage> packages = new ArrayList<>(kernel.companions());
        packages.add(kernel.core());
        PackageChange.Action install = PackageChange.Action.INSTALL;
        List<PackageChange> changes =
                packages.stream().map(each -> new PackageChange(install, each, List.of())).toList();
        return new Transaction(
                new HostState(others, host.moduleFiles(), "", host.bootDefault(), 0), changes);
    }

    private static SortedSet<String> aside(
            List<Pin> pins, CandidateKernel kernel, Transaction arrival, List<String> allowed) {
        SortedSet<String> aside = new TreeSet<>();
        Comparisons comparisons = new Comparisons(arrival, new ComparisonBudget(), allowed);
        for (Pin pin : pins) {
            if (pin.appliesTo(kernel.core()) && comparisons.endState(pin).isAside(kernel.core())) {
                aside.add(pin.id());
            }
        }
        return aside;
    }

    private static List<ModuleState> states(
            List<Pin> pins, CandidateKernel kernel, Transaction arrival) {
        Map<String, List<String>> pinsByModule = new TreeMap<>();
        Map<String, ModuleState> states = new TreeMap<>();
        TransactionSymbols symbols = new TransactionSymbols(arrival, new ComparisonBudget());
        for (Pin pin : pins) {
            if (pin.appliesTo(kernel.core())) {
                ModuleLoads comparing = new ModuleLoads(pin, symbols);
                for (Pin.PinnedModule module : pin.modules()) {
                    String name = module.fileName();
                    List<String> ids =
                            pinsByModule.computeIfAbsent(name, absent -> new ArrayList<>());
                    ids.add(pin.id());
                    SymbolComparison best = comparing.compareFile(module, kernel.core(), true);
                    states.put(name, state(name, best, kernel.source(), ids));
                }
            }
        }
        return List.copyOf(states.values());
    }

    private static ModuleState state(
            String module,
            SymbolComparison best,
            CandidateKernel.Source source,
            List<String> pins) {
        ModuleBuild build = best.build();
        SymbolDiff diff = best.diff();
        boolean isFound = !build.path().isEmpty();
        Cause cause = cause(build, diff);
        boolean isUnknown = diff.compared() == 0;
        boolean hasReason =
                cause == Cause.NOT_LINKED
                        || (isFound && isUnknown && source != CandidateKernel.Source.UNKNOWN);
        String overriding = best.overriding();
        return new ModuleState(
                module,
                overriding.isEmpty() ? cause : Cause.NEEDS_UNKNOWN,
                evidence(isFound, diff),
                "",
                build.path(),
                hasReason ? build.unknownReason() : overriding,
                isUnknown ? null : diff,
                pins);
    }

    private static List<Evidence> evidence(boolean isFound, SymbolDiff diff) {
        List<Evidence> evidence = new ArrayList<>();
        if (isFound) {
            evidence.add(Evidence.FILE);
        }
        if (diff.compared() > 0) {
            evidence.add(Evidence.SYMBOLS);
        }
        return evidence;
    }

    private static Cause cause(ModuleBuild build, SymbolDiff diff) {
        if (build.path().isEmpty()) {
            return Cause.NOT_FOUND;
        }
        if (diff.disagreeing() > 0) {
            return Cause.SYMBOLS;
        }
        if (build.isUnlinked()) {
            return Cause.NOT_LINKED;
        }
        return diff.compared() == 0 ? Cause.NOTHING_TO_COMPARE : Cause.NONE;
    }
}
