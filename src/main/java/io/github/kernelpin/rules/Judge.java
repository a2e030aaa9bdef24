package io.github.kernelpin.rules;

import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.rpm.Evr;
import io.github.kernelpin.model.transaction.HostState;
import io.github.kernelpin.model.transaction.Transaction;
import io.github.kernelpin.model.verdict.Finding;
import io.github.kernelpin.model.verdict.Severity;
import io.github.kernelpin.model.verdict.Subject;
import io.github.kernelpin.model.verdict.Verdict;
import io.github.kernelpin.rules.pair.Comparisons;
import io.github.kernelpin.rules.removal.KernelDrivers;
import io.github.kernelpin.rules.symbol.ComparisonBudget;
import io.github.kernelpin.rules.symbol.TooLargeException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Applies every rule to a transaction, pin by pin. */
public final class Judge {

    /** Every pin may have one for every kernel. */
    private static final int FINDINGS_MAX = 20_000;

    private Judge() {}

    /**
     * Judges a transaction. The findings come in an order that depends on neither dnf's nor the
     * pins'.
     *
     * @param allowedKernels versions such as {@code 4.18.0-348.el8} that the operator allows by
     *     name all the same
     * @throws TooLargeException if there is more to compare or to find than anybody waits for
     */
    public static Verdict judge(
            List<Pin> pins, Transaction transaction, List<String> allowedKernels) {
        List<Finding> findings = new ArrayList<>();
        List<Rule> rules = rules(transaction, allowedKernels);
        for (Rule rule : rules) {
            for (Pin pin : pins) {
                for (Finding finding : rule.check(pin, transaction)) {
                    findings.add(
                            isAllowedByName(finding, allowedKernels)
                                    ? finding.withSeverity(Severity.ALLOWED)
                                    : finding);
                }
                if (findings.size() > FINDINGS_MAX) {
                    throw new TooLargeException("more than " + FINDINGS_MAX + " findings");
                }
            }
        }
        findings.sort(new ByGravityAndSubject(ids(rules)));
        return new Verdict(findings);
    }

    /** Every rule, in the order in which findings about one package are listed. */
    private static List<Rule> rules(Transaction transaction, List<String> allowedKernels) {
        Comparisons comparisons =
                new Comparisons(transaction, new ComparisonBudget(), allowedKernels);
        KernelDrivers drivers = new KernelDrivers(transaction);
        return List.of(
                new KernelOutsidePin(),
                new KernelDenied(),
                new NoPinnedKernelLeft(drivers, comparisons),
                new ModuleRemoved(),
                new ModuleVersionUntested(),
                new SymbolMissing(comparisons),
                new SymbolChanged(comparisons),
                new SymbolsUnknown(comparisons),
                new FallbackLost(drivers, comparisons),
                new BootDefaultOutsidePin(comparisons));
    }

    private static List<String> ids(List<Rule> rules) {
        List<String> ids = new ArrayList<>();
        for (Rule rule : rules) {
            ids.add(rule.id());
        }
        return List.copyOf(ids);
    }

    /** The ids of the rules about transactions, in the order of the documentation. */
    public static List<String> ruleIds() {
        return ids(
                rules(
                        new Transaction(new HostState(List.of(), List.of(), "", "", 0), List.of()),
                        List.of()));
    }

    /**
     * An allowance is about an incoming kernel only: it does not excuse the removal of the good
     * one.
     */
    private static boolean isAllowedByName(Finding finding, List<String> allowedKernels) {
        Subject.Change subject = finding.change();
        boolean allowable =
                subject.direction() == Subject.Direction.INCOMING
                        && subject.rpm().isBootableKernel();
        Evr evr = finding.change().rpm().evr();
        String arch = finding.change().rpm().nevra().arch();
        return allowable
                && (allowedKernels.contains(evr.toString())
                        || allowedKernels.contains(evr + "." + arch));
    }

    private static final class ByGravityAndSubject implements Comparator<Finding> {
        private final List<String> ids;

        ByGravityAndSubject(List<String> ids) {
            this.ids = ids;
        }

        @Override
        public int compare(Finding a, Finding b) {
            int order = a.severity().compareTo(b.severity());
            if (order == 0) {
                order = a.change().direction().compareTo(b.change().direction());
            }
            if (order == 0) {
                order = a.change().rpm().nevra().compareTo(b.change().rpm().nevra());
            }
            if (order == 0) {
                order = Integer.compare(ids.indexOf(a.rule()), ids.indexOf(b.rule()));
            }
            return order != 0 ? order : a.location().compareTo(b.location());
        }
    }
}
