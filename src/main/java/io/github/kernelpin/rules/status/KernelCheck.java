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
import io.github.kernelpin.rules.status.ModuleState.Cause;
import io.github.kernelpin.rules.symbol.ComparisonBudget;
import io.github.kernelpin.rules.symbol.ModuleBuild;
import io.github.kernelpin.rules.symbol.ModuleLoads;
import io.github.kernelpin.rules.symbol.SymbolComparison;
import io.github.kernelpin.rules.symbol.TransactionSymbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Whether the pins would allow one kernel, and how the modules on disk stand with it.
 *
 * @param verdict what the rules find about this kernel
 * @param modules the pinned ones, in alphabetical order; a state's target is the build that the
 *     kernel would get
 */
public record KernelCheck(CandidateKernel kernel, Verdict verdict, List<ModuleState> modules) {

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
    }

    /**
     * Judges the installation of a kernel on a host that has nothing but the files of modules. What
     * is on disk counts for a module of a package as well: nobody has to have the package.
     *
     * @param files every build of the modules that the pins name
     * @param allowedKernels as {@link Judge#judge} takes them
     */
    public static KernelCheck of(
            List<Pin> pins,
            CandidateKernel kernel,
            List<ModuleFile> files,
            List<String> allowedKernels) {
        List<Pin> reading = new ArrayList<>();
        for (Pin pin : pins) {
            reading.add(readingFiles(pin));
        }
        Transaction arrival = arrival(kernel, files);
        List<Finding> findings = new ArrayList<>();
        for (Finding finding : Judge.judge(reading, arrival, allowedKernels).findings()) {
            boolean comesIn = finding.change().direction() == Subject.Direction.INCOMING;
            RpmPackage subject = finding.change().rpm();
            if (comesIn && subject.nevra().compareTo(kernel.core().nevra()) == 0) {
                findings.add(finding);
            }
        }
        return new KernelCheck(kernel, new Verdict(findings), states(reading, kernel, arrival));
    }

    /** The same with more that is to be said of the kernel. */
    public KernelCheck with(List<Finding> more) {
        List<Finding> findings = new ArrayList<>(verdict.findings());
        findings.addAll(more);
        return new KernelCheck(kernel, new Verdict(findings), modules);
    }

    /**
     * The same of a kernel on disk, whose directory tells more of its modules than symbols do:
     * which file modprobe takes, and what else keeps that from loading. A module that is not there
     * yet stays what the kernel would get.
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
        return new KernelCheck(kernel, verdict, states);
    }

    private static boolean isTold(ModuleState onDisk, ModuleState bySymbols) {
        return onDisk.module().equals(bySymbols.module())
                && onDisk.cause() != bySymbols.cause()
                && isAbout(onDisk.cause());
    }

    /** Tells whether it is more than that nothing is known or wrong. */
    private static boolean isAbout(Cause cause) {
        return switch (cause) {
            case NONE, NOTHING_TO_COMPARE, NOT_FOUND -> false;
            case SYMBOLS,
                    VERMAGIC,
                    STRUCT_SIZE,
                    DUPLICATE,
                    MAY_BE_DUPLICATE,
                    DANGLING,
                    IN_TREE,
                    NEEDS_FAILING,
                    NEEDS_UNKNOWN,
                    UNREADABLE ->
                    true;
        };
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

    private static Pin readingFiles(Pin pin) {
        List<Pin.PinnedModule> modules = new ArrayList<>();
        for (Pin.PinnedModule module : pin.modules()) {
            modules.add(
                    new Pin.PinnedModule(
                            module.name(), "", null, module.symbols(), module.location()));
        }
        return pin.withModules(modules);
    }

    private static Transaction arrival(CandidateKernel kernel, List<ModuleFile> files) {
        List<RpmPackage> packages = new ArrayList<>(kernel.companions());
        packages.add(kernel.core());
        PackageChange.Action install = PackageChange.Action.INSTALL;
        List<PackageChange> changes =
                packages.stream().map(each -> new PackageChange(install, each, List.of())).toList();
        return new Transaction(new HostState(List.of(), files, "", "", 0), changes);
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
        boolean isUnknown = diff.compared() == 0;
        boolean hasReason = isFound && isUnknown && source != CandidateKernel.Source.UNKNOWN;
        return new ModuleState(
                module,
                cause(isFound, diff),
                evidence(isFound, diff),
                "",
                build.path(),
                hasReason ? build.unknownReason() : "",
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

    private static Cause cause(boolean isFound, SymbolDiff diff) {
        if (!isFound) {
            return Cause.NOT_FOUND;
        }
        if (diff.compared() == 0) {
            return Cause.NOTHING_TO_COMPARE;
        }
        return diff.disagreeing() == 0 ? Cause.NONE : Cause.SYMBOLS;
    }
}
