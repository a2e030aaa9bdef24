package io.github.kernelpin.rules.symbol;

import io.github.kernelpin.model.kernel.KernelVariant;
import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.model.symbol.SymbolDiff;
import io.github.kernelpin.model.symbol.SymbolTable;
import io.github.kernelpin.model.symbol.Symbols;
import io.github.kernelpin.model.transaction.Transaction;
import io.github.kernelpin.model.verdict.Finding;
import io.github.kernelpin.model.verdict.Severity;
import io.github.kernelpin.model.verdict.Subject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a build of a module needs against what one kernel and the other modules provide (kABI). */
public final class SymbolComparison {

    private static final int LISTED_MAX = 5;

    private final Pin pin;
    private final Pin.PinnedModule module;
    private final ModuleBuild build;
    private final RpmPackage kernel;
    private final Transaction transaction;
    private SymbolDiff diff;
    private final List<String> overridden;
    private final Standing standing;

    /** The package that fails in place of the build, which needs it; null for the build itself. */
    private @Nullable RpmPackage needed;

    /** What the kernel is to the host after the transaction. */
    public enum Standing {
        /** It comes in. */
        COMES_IN,
        /** It comes in, and is of a variant that does not boot next and never met the pin. */
        ASIDE,
        /** It stays, boots next, and met the pin; or is the last one that did. */
        NEXT,
        /** It stays, and another one boots next. */
        FALLBACK
    }

    public SymbolComparison(
            Pin pin,
            Pin.PinnedModule module,
            ModuleBuild build,
            RpmPackage kernel,
            Transaction transaction) {
        this.pin = pin;
        this.module = module;
        this.build = build;
        this.kernel = kernel;
        this.transaction = transaction;
        this.diff = new SymbolDiff();
        this.overridden = new ArrayList<>();
        this.standing = Standing.COMES_IN;
    }

    private SymbolComparison(SymbolComparison same, Standing standing) {
        this.pin = same.pin;
        this.module = same.module;
        this.build = same.build;
        this.kernel = same.kernel;
        this.transaction = same.transaction;
        this.diff = same.diff;
        this.overridden = same.overridden;
        this.needed = same.needed;
        this.standing = standing;
    }

    /** The same, of a kernel that is something else to the host. */
    public SymbolComparison withStanding(Standing other) {
        return new SymbolComparison(this, other);
    }

    /** Tells whether the kernel is one that the host can still do without. */
    public boolean isOfFallback() {
        return standing == Standing.FALLBACK;
    }

    /** What came of it. */
    public Loading loading() {
        if (diff.disagreeing() > 0) {
            return Loading.FAILS;
        }
        return isUncertain() ? Loading.UNKNOWN : Loading.LOADS;
    }

    /** Tells whether something may keep it from loading though nothing is known to. */
    private boolean isUncertain() {
        boolean fails = diff.disagreeing() > 0;
        return diff.compared() == 0 || isOverridden() || (!fails && build.isUnlinked());
    }

    /**
     * Tells whether the kernel has all that is needed, and another module may replace some of it.
     */
    private boolean isOverridden() {
        return diff.disagreeing() == 0 && !overridden.isEmpty();
    }

    /** Tells whether it is as grave as a failure that nothing could be compared. */
    boolean countsAsFailure() {
        return module.symbols() == Pin.SymbolPolicy.STRICT
                || (build.isUnreadable() && module.symbols().isGrave());
    }

    private boolean kernelComesIn() {
        return standing == Standing.COMES_IN || standing == Standing.ASIDE;
    }

    /**
     * Compares with what a set of packages provides, the kernel's own ones among them.
     *
     * @throws TooLargeException if that takes more effort than is left
     */
    void compareIn(ProvidedSymbols provided, Symbols packaged, ComparisonBudget effort) {
        SymbolTable all = build.required();
        RpmPackage rpm = build.rpm();
        SymbolTable required =
                rpm == null ? new SymbolTable(all.kernel(), common(all.ksym(), packaged)) : all;
        Symbols own = rpm == null ? new Symbols() : rpm.providedSymbols().ksym();
        diff = provided.compare(required, own, kernel, effort);
        findOverridden(all.kernel(), provided.ofModules(kernel));
        findOverridden(all.ksym(), provided.ofModules(kernel));
        for (String each : build.overridden()) {
            if (!overridden.contains(each)) {
                overridden.add(each);
            }
        }
        if (rpm != null
                && diff.compared() > 0
                && diff.disagreeing() == 0
                && !required.ksym().isEmpty()) {
            NeededModules.Failing failing =
                    new NeededModules(provided, kernel, effort).failing(required.ksym(), rpm);
            if (failing != null) {
                needed = failing.rpm();
                diff = failing.diff();
            }
        }
    }

    /** Of what files beside a file provide, packages tell only what they own. */
    private static Symbols common(Symbols needed, Symbols packaged) {
        Symbols common = new Symbols();
        for (int i = 0; i < needed.size(); i++) {
            if (packaged.crcByName().containsKey(needed.name(i))) {
                common.add(needed.name(i), needed.crc(i));
            }
        }
        return common;
    }

    /**
     * A package may bring its own build of a module that comes with the kernel, which modprobe then
     * takes. Which module of the kernel has a symbol, dependencies don't say.
     */
    private void findOverridden(Symbols needed, Symbols ofModules) {
        for (int i = 0; i < needed.size() && !ofModules.isEmpty(); i++) {
            String name = needed.name(i);
            boolean isThere = ofModules.crcByName().containsKey(name);
            if (isThere && !ofModules.has(name, needed.crc(i)) && !diff.disagreesOn(name)) {
                overridden.add(name);
            }
        }
    }

    public ModuleBuild build() {
        return build;
    }

    public SymbolDiff diff() {
        return diff;
    }

    /**
     * Tells whether there was nothing to compare, or not with what will be loaded, for a kernel
     * inside the pin.
     */
    public boolean isUnknown() {
        return isUncertain() && pin.isInRange(kernel);
    }

    /** Tells whether the kernel or the module would be refused or held back for it. */
    public boolean isGrave() {
        return (diff.disagreeing() > 0 && severity().isGrave())
                || (isUnknown() && severityOfUnknown().isGrave());
    }

    /** How grave it is that the module does not load. */
    public Severity severity() {
        boolean hasToLoad = standing == Standing.COMES_IN || standing == Standing.NEXT;
        return hasToLoad && module.symbols().isGrave() ? pin.severity() : Severity.WARN;
    }

    /** How grave it is that nobody can tell. */
    public Severity severityOfUnknown() {
        return countsAsFailure() ? severity() : Severity.WARN;
    }

    /** "kmod-drbd-9.1.2-1.el8 would not load: 2 of 214 symbols changed". */
    public String count(int symbols, String how) {
        String outcome =
                kernelComesIn()
                        ? build.name() + " would not load"
                        : (build.comesIn() ? "" : build.name() + " ")
                                + (isOfFallback()
                                        ? "would no longer load in "
                                        : "would not load in ")
                                + kernel();
        RpmPackage other = needed;
        return outcome
                + ": "
                + (other == null ? "" : "it needs " + other.nevra().withoutArch() + ": ")
                + symbols
                + " of "
                + diff.compared()
                + " symbols "
                + how;
    }

    /** The reason why it cannot be told. */
    public String unknownReason() {
        String outcome =
                kernelComesIn()
                        ? "may not load " + build.name()
                        : (build.comesIn() ? "" : build.name() + " ")
                                + "may not load in "
                                + kernel();
        return outcome + ": " + (isOverridden() ? overriding() : build.unknownReason());
    }

    /** Why it cannot be told though the kernel has all symbols; empty where it can. */
    public String overriding() {
        if (!isOverridden()) {
            return "";
        }
        return "another module exports "
                + overridden.get(0)
                + (overridden.size() == 1 ? "" : " and " + (overridden.size() - 1) + " more")
                + " with another CRC than it needs";
    }

    private String kernel() {
        return (transaction.host().runs(kernel) ? "the running kernel " : "the installed kernel ")
                + kernel.evr()
                + variant();
    }

    /** Kernels of one version are different kernels. */
    private String variant() {
        String variant = KernelVariant.of(kernel.name()).orElse(KernelVariant.PLAIN);
        return variant.equals(KernelVariant.PLAIN) ? "" : " (" + variant + ")";
    }

    public Finding finding(String rule, Severity severity, String message, List<String> symbols) {
        List<String> details =
                new ArrayList<>(symbols.subList(0, Math.min(symbols.size(), LISTED_MAX)));
        if (symbols.size() > LISTED_MAX) {
            details.add("and " + (symbols.size() - LISTED_MAX) + " more");
        }
        Subject.Change subject = subject();
        List<Nevra> culprits = new ArrayList<>();
        if (kernelComesIn()) {
            culprits.add(kernel.nevra());
        }
        RpmPackage rpm = build.rpm();
        if (rpm != null && build.comesIn()) {
            culprits.add(rpm.nevra());
        }
        RpmPackage other = needed;
        if (other != null && !transaction.keeps(other)) {
            culprits.add(other.nevra());
        }
        if (culprits.isEmpty() && subject.direction() == Subject.Direction.INCOMING) {
            culprits.add(subject.rpm().nevra());
        }
        return new Finding(
                rule,
                severity,
                pin.id(),
                subject,
                message,
                details,
                pin.reason(),
                module.location(),
                culprits);
    }

    /** What changes: the kernel, the module's build, or what another package provides to it. */
    private Subject.Change subject() {
        RpmPackage rpm = build.rpm();
        if (kernelComesIn()) {
            return new Subject.Change(Subject.Direction.INCOMING, kernel);
        }
        if (rpm != null && build.comesIn()) {
            return new Subject.Change(Subject.Direction.INCOMING, rpm);
        }
        RpmPackage other = needed;
        if (other != null && !transaction.keeps(other)) {
            return new Subject.Change(Subject.Direction.INCOMING, other);
        }
        Subject.Change provider = new ChangedProvider(transaction, diff, overridden).find();
        return provider == null ? new Subject.Change(Subject.Direction.STAYING, kernel) : provider;
    }
}
