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
 * A module package's symbol requirements against what one kernel and the other modules provide
 * (kABI).
 *
 * <p>The symbols of a kernel are split over its packages: vmlinux's are in core, those of in-tree
 * modules in modules, modules-core and modules-extra. What other out-of-tree modules export is
 * {@code ksym()}, and may come from the module's own package. CRCs are compared as numbers.
 */
final class SymbolComparison {

    private static final int LISTED_MAX = 5;
    private static final String[] KERNEL_PACKAGES = {
        "-core", "-modules", "-modules-core", "-modules-extra"
    };

    private final Pin pin;
    private final Pin.PinnedModule module;
    private final RpmPackage modulePackage;
    private final RpmPackage kernel;
    private final boolean kernelComesIn;
    private final boolean moduleComesIn;

    private final List<String> missing = new ArrayList<>();
    private final List<String> changed = new ArrayList<>();
    private int compared;

    private SymbolComparison(
            Pin pin,
            Pin.PinnedModule module,
            RpmPackage modulePackage,
            RpmPackage kernel,
            Transaction transaction) {
        this.pin = pin;
        this.module = module;
        this.modulePackage = modulePackage;
        this.kernel = kernel;
        this.kernelComesIn = !transaction.keeps(kernel);
        this.moduleComesIn = !transaction.keeps(modulePackage);
    }

    /**
     * Every comparison that the transaction makes necessary: of the module as it will be with
     * kernels that come in and, if the module changes, with the pinned ones that stay.
     */
    static List<SymbolComparison> of(Pin pin, Transaction transaction) {
        List<SymbolComparison> comparisons = new ArrayList<>();
        for (Pin.PinnedModule module : pin.modules()) {
            if (module.symbols() == Pin.SymbolPolicy.OFF || module.packageName().isEmpty()) {
                continue;
            }
            for (RpmPackage candidate : transaction.after()) {
                if (candidate.provides(module.packageName())) {
                    addKernels(comparisons, pin, module, candidate, transaction);
                }
            }
        }
        return comparisons;
    }

    private static void addKernels(
            List<SymbolComparison> comparisons,
            Pin pin,
            Pin.PinnedModule module,
            RpmPackage modulePackage,
            Transaction transaction) {
        for (RpmPackage kernel : transaction.after()) {
            boolean sameArch = kernel.nevra().arch().equals(modulePackage.nevra().arch());
            boolean concerns = pin.concerns(kernel) && sameArch;
            boolean toLoadAsBefore =
                    pin.allows(kernel.evr())
                            && !transaction.keeps(modulePackage)
                            && !didNotLoadBefore(pin, module, kernel, transaction);
            if (concerns && (!transaction.keeps(kernel) || toLoadAsBefore)) {
                SymbolComparison comparison =
                        new SymbolComparison(pin, module, modulePackage, kernel, transaction);
                comparison.compare(transaction.after());
                comparisons.add(comparison);
            }
        }
    }

    /** Tells whether the module as it is now is one that does not load in an installed kernel. */
    private static boolean didNotLoadBefore(
            Pin pin, Pin.PinnedModule module, RpmPackage kernel, Transaction transaction) {
        for (RpmPackage installed : transaction.before()) {
            if (installed.provides(module.packageName())) {
                SymbolComparison before =
                        new SymbolComparison(pin, module, installed, kernel, transaction);
                before.compare(transaction.before());
                if (before.disagrees()) {
                    return true;
                }
            }
        }
        return false;
    }

    private void compare(List<RpmPackage> after) {
        List<Symbols> ofKernel = new ArrayList<>();
        List<Symbols> ofModules = new ArrayList<>();
        for (RpmPackage each : after) {
            ofModules.add(each.providedSymbols().ksym());
            if (isPartOfKernel(each)) {
                ofKernel.add(each.providedSymbols().kernel());
            }
        }
        boolean anything = false;
        for (Symbols each : ofKernel) {
            anything |= !each.isEmpty();
        }
        if (anything) {
            compare(modulePackage.requiredSymbols().kernel(), ofKernel);
            compare(modulePackage.requiredSymbols().ksym(), ofModules);
        }
    }

    private boolean isPartOfKernel(RpmPackage candidate) {
        String family = RpmPackage.familyOf(kernel.name());
        boolean named = candidate.name().equals(kernel.name());
        for (String suffix : KERNEL_PACKAGES) {
            named |= candidate.name().equals(family + suffix);
        }
        return named && candidate.isSameBuildAs(kernel);
    }

    private void compare(Symbols required, List<Symbols> providers) {
        for (int i = 0; i < required.size(); i++) {
            String name = required.name(i);
            Long provided = null;
            boolean same = false;
            for (Symbols symbols : providers) {
                Long crc = symbols.crcByName().get(name);
                provided = crc == null ? provided : crc;
                same |= crc != null && crc == required.crc(i);
            }
            compared++;
            if (provided == null) {
                missing.add(name);
            } else if (!same) {
                changed.add(
                        name
                                + "  "
                                + hexadecimal(required.crc(i))
                                + " -> "
                                + hexadecimal(provided));
            }
        }
    }

    /** {@code 0x1f2e3d4c}, with the leading zeros that RPM dependencies have. */
    private static String hexadecimal(long crc) {
        String digits = Long.toHexString(crc);
        StringBuilder text = new StringBuilder("0x");
        for (int i = digits.length(); i < 8; i++) {
            text.append('0');
        }
        return text.append(digits).toString();
    }

    List<String> missing() {
        return missing;
    }

    List<String> changed() {
        return changed;
    }

    /** Tells whether there was nothing to compare, for a kernel that the pin lets in. */
    boolean isUnknown() {
        return compared == 0 && pin.contains(kernel.evr());
    }

    private boolean disagrees() {
        return !missing.isEmpty() || !changed.isEmpty();
    }

    /** Tells whether the transaction would be refused for it. */
    boolean isDenial() {
        return (disagrees() && severity() == Severity.DENY)
                || (isUnknown() && severityOfUnknown() == Severity.DENY);
    }

    Severity severity() {
        return module.symbols() == Pin.SymbolPolicy.WARN ? Severity.WARN : pin.severity();
    }

    Severity severityOfUnknown() {
        return module.symbols() == Pin.SymbolPolicy.STRICT ? pin.severity() : Severity.WARN;
    }

    /** "kmod-drbd-9.1.2-1.el8 would not load: 2 of 214 symbols changed". */
    String count(List<String> symbols, String how) {
        String what =
                kernelComesIn ? module() + " would not load" : "would not load in " + kernel();
        return what + ": " + symbols.size() + " of " + compared + " symbols " + how;
    }

    /** The reason why it cannot be told. */
    String whyUnknown() {
        boolean needsNone =
                modulePackage.requiredSymbols().kernel().isEmpty()
                        && modulePackage.requiredSymbols().ksym().isEmpty();
        return (kernelComesIn ? "may not load " + module() : "may not load in " + kernel())
                + ": "
                + (needsNone
                        ? "the module names no symbols that it needs"
                        : "the kernel names none of the symbols that it needs");
    }

    private String module() {
        return modulePackage.nevra().withoutArch();
    }

    private String kernel() {
        return "the installed kernel " + kernel.evr();
    }

    Finding finding(String rule, Severity severity, String what, List<String> symbols) {
        List<String> details =
                new ArrayList<>(symbols.subList(0, Math.min(symbols.size(), LISTED_MAX)));
        if (symbols.size() > LISTED_MAX) {
            details.add("and " + (symbols.size() - LISTED_MAX) + " more");
        }
        List<Nevra> culprits = new ArrayList<>();
        if (kernelComesIn) {
            culprits.add(kernel.nevra());
        }
        if (moduleComesIn) {
            culprits.add(modulePackage.nevra());
        }
        return new Finding(
                rule,
                severity,
                pin.id(),
                new Finding.Subject(Finding.Fate.INCOMING, kernelComesIn ? kernel : modulePackage),
                what,
                details,
                pin.reason(),
                module.location(),
                culprits);
    }
}
