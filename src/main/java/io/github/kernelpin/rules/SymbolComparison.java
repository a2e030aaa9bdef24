package io.github.kernelpin.rules;

import io.github.kernelpin.model.Finding;
import io.github.kernelpin.model.Nevra;
import io.github.kernelpin.model.Pin;
import io.github.kernelpin.model.RpmPackage;
import io.github.kernelpin.model.Severity;
import io.github.kernelpin.model.Symbols;
import io.github.kernelpin.model.Transaction;
import java.util.ArrayList;
import java.util.List;

/**
 * What a build of a module needs against what one kernel and the other modules provide (kABI).
 *
 * <p>The symbols of a kernel are split over its packages: vmlinux's are in core, those of in-tree
 * modules in modules, modules-core and modules-extra. What other out-of-tree modules export is
 * {@code ksym()}, and may come from the module's own package.
 */
final class SymbolComparison {

    private static final int LISTED_MAX = 5;
    private static final String[] KERNEL_PACKAGES = {
        "-core", "-modules", "-modules-core", "-modules-extra"
    };

    private final Pin pin;
    private final Pin.PinnedModule module;
    private final ModuleBuild build;
    private final RpmPackage kernel;
    private final boolean kernelComesIn;
    private final boolean kernelRuns;
    private final SymbolDiff diff = new SymbolDiff();

    SymbolComparison(
            Pin pin,
            Pin.PinnedModule module,
            ModuleBuild build,
            RpmPackage kernel,
            Transaction transaction) {
        this.pin = pin;
        this.module = module;
        this.build = build;
        this.kernel = kernel;
        this.kernelComesIn = !transaction.keeps(kernel);
        this.kernelRuns = transaction.host().runs(kernel);
    }

    /** Every comparison that the transaction makes necessary. */
    static List<SymbolComparison> of(Pin pin, Transaction transaction) {
        return new KernelsToLoadIn(pin, transaction).comparisons();
    }

    /** Compares with what there is in a set of packages, the kernel's own ones among them. */
    void compareIn(List<RpmPackage> packages) {
        List<Symbols> ofKernel = new ArrayList<>();
        List<Symbols> ofModules = new ArrayList<>();
        for (RpmPackage each : packages) {
            if (!each.providedSymbols().ksym().isEmpty()) {
                ofModules.add(each.providedSymbols().ksym());
            }
            if (!each.providedSymbols().kernel().isEmpty() && isPartOfKernel(each)) {
                ofKernel.add(each.providedSymbols().kernel());
            }
        }
        if (!ofKernel.isEmpty()) {
            diff.compare(build.required().kernel(), ofKernel);
            diff.compare(build.required().ksym(), ofModules);
        }
    }

    private boolean isPartOfKernel(RpmPackage candidate) {
        if (!candidate.isSameBuildAs(kernel)) {
            return false;
        }
        String family = RpmPackage.familyOf(kernel.name());
        boolean named = candidate.name().equals(kernel.name());
        for (String suffix : KERNEL_PACKAGES) {
            named |= candidate.name().equals(family + suffix);
        }
        return named;
    }

    ModuleBuild build() {
        return build;
    }

    SymbolDiff diff() {
        return diff;
    }

    /** Tells whether there was nothing to compare, for a kernel that the pin lets in. */
    boolean isUnknown() {
        return diff.compared() == 0 && pin.contains(kernel.evr());
    }

    /** Tells whether the transaction would be refused for it. */
    boolean isDenial() {
        return (diff.disagreeing() > 0 && severity() == Severity.DENY)
                || (isUnknown() && severityOfUnknown() == Severity.DENY);
    }

    /**
     * A kernel that runs against the pin is worth a word, but nothing that has to go on working.
     */
    Severity severity() {
        boolean isTolerated = !kernelComesIn && !pin.allows(kernel.evr());
        return isTolerated || module.symbols() == Pin.SymbolPolicy.WARN
                ? Severity.WARN
                : pin.severity();
    }

    Severity severityOfUnknown() {
        return module.symbols() == Pin.SymbolPolicy.STRICT ? pin.severity() : Severity.WARN;
    }

    /** "kmod-drbd-9.1.2-1.el8 would not load: 2 of 214 symbols changed". */
    String count(int symbols, String how) {
        String what =
                kernelComesIn ? build.name() + " would not load" : "would not load in " + kernel();
        return what + ": " + symbols + " of " + diff.compared() + " symbols " + how;
    }

    /** The reason why it cannot be told. */
    String whyUnknown() {
        return (kernelComesIn ? "may not load " + build.name() : "may not load in " + kernel())
                + ": "
                + build.whyUnknown();
    }

    private String kernel() {
        return (kernelRuns ? "the running kernel " : "the installed kernel ") + kernel.evr();
    }

    Finding finding(String rule, Severity severity, String what, List<String> symbols) {
        List<String> details =
                new ArrayList<>(symbols.subList(0, Math.min(symbols.size(), LISTED_MAX)));
        if (symbols.size() > LISTED_MAX) {
            details.add("and " + (symbols.size() - LISTED_MAX) + " more");
        }
        RpmPackage subject = kernel;
        List<Nevra> culprits = new ArrayList<>();
        if (kernelComesIn) {
            culprits.add(kernel.nevra());
        }
        RpmPackage rpm = build.rpm();
        if (rpm != null && build.comesIn()) {
            culprits.add(rpm.nevra());
            subject = kernelComesIn ? kernel : rpm;
        }
        return new Finding(
                rule,
                severity,
                pin.id(),
                new Finding.Subject(Finding.Fate.INCOMING, subject),
                what,
                details,
                pin.reason(),
                module.location(),
                culprits);
    }
}
