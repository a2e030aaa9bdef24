package io.github.kernelpin.report;

import io.github.kernelpin.model.Finding;
import io.github.kernelpin.model.Nevra;
import io.github.kernelpin.model.PackageChange;
import io.github.kernelpin.model.Request;
import io.github.kernelpin.model.Severity;
import io.github.kernelpin.rules.Verdict;
import java.util.Set;
import java.util.TreeSet;

/** What {@code kernelpin dry-run} prints for people. */
public final class DryRunText {

    private DryRunText() {}

    /**
     * Every kernel and module of the transaction, and the verdict.
     *
     * @param message what dnf's plugin would have printed; empty for nothing
     */
    public static String text(Request request, Verdict verdict, String message) {
        Table table = new Table("CHANGE", "PACKAGE", "FROM", "VERDICT");
        for (PackageChange change : request.transaction().changesOfKernelsAndModules()) {
            table.add(
                    change.action().word(),
                    change.subject().nevra().toString(),
                    change.subject().repository(),
                    state(change, verdict));
        }
        int others =
                request.transaction().changes().size()
                        - request.transaction().changesOfKernelsAndModules().size();
        StringBuilder text = new StringBuilder(table.text());
        if (others > 0) {
            text.append("and ").append(others);
            text.append(others == 1 ? " other change\n" : " other changes\n");
        }
        text.append('\n');
        if (!message.isEmpty()) {
            text.append(message).append("\n\n");
        }
        text.append(
                verdict.isDenial()
                        ? "dnf would refuse this transaction.\n"
                        : "The pins allow this transaction. Nothing was changed.\n");
        return text.toString();
    }

    /** What a package is refused for, or warned about. */
    static String state(PackageChange change, Verdict verdict) {
        for (Severity severity : Severity.values()) {
            Set<String> rules = new TreeSet<>();
            for (Finding finding : verdict.having(severity)) {
                if (isAbout(finding, change.subject().nevra())) {
                    rules.add(finding.rule());
                }
            }
            if (!rules.isEmpty()) {
                return word(severity) + ": " + String.join(", ", rules);
            }
        }
        return verdict.isDenial() ? "" : "allowed";
    }

    private static String word(Severity severity) {
        return switch (severity) {
            case DENY -> "refused";
            case WARN -> "warning";
            case WAIVED -> "let in";
        };
    }

    private static boolean isAbout(Finding finding, Nevra nevra) {
        boolean isAbout = finding.subject().rpm().nevra().compareTo(nevra) == 0;
        for (Nevra culprit : finding.culprits()) {
            isAbout |= culprit.compareTo(nevra) == 0;
        }
        return isAbout;
    }
}
