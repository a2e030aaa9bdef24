package io.github.kernelpin.report.command;

import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.model.transaction.PackageChange;
import io.github.kernelpin.model.transaction.Request;
import io.github.kernelpin.model.verdict.Finding;
import io.github.kernelpin.model.verdict.Held;
import io.github.kernelpin.model.verdict.Severity;
import io.github.kernelpin.model.verdict.Verdict;
import io.github.kernelpin.report.Report;
import io.github.kernelpin.report.result.DryRunResult;
import io.github.kernelpin.report.text.Colors;
import io.github.kernelpin.report.text.SafeText;
import io.github.kernelpin.report.text.Table;
import io.github.kernelpin.report.text.TextWrapper;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What {@code kernelpin dry-run} prints for people. */
public final class DryRunText implements Report<DryRunResult> {

    private final Colors ink;

    public DryRunText(Colors ink) {
        this.ink = ink;
    }

    @Override
    public String id() {
        return "text";
    }

    /** Every kernel and module of the transaction, and the verdict. */
    @Override
    public String text(DryRunResult result) {
        Request request = result.request();
        if (!result.isJudged()) {
            return unjudged(result);
        }
        return request == null
                ? result.message() + "\n"
                : text(request, result.verdict(), result.message());
    }

    private String unjudged(DryRunResult result) {
        StringBuilder text = new StringBuilder();
        text.append(ink.paint(Colors.Tone.BAD, result.judgement().meaning())).append('\n');
        for (String line : result.message().lines().toList()) {
            text.append("  ").append(SafeText.printable(line)).append('\n');
        }
        for (Finding each : result.verdict().findings()) {
            text.append("  ").append(SafeText.printable(each.subject().name())).append('\n');
            TextWrapper.append(text, "    ", each.message());
            for (String detail : each.details()) {
                TextWrapper.append(text, "    ", detail);
            }
        }
        return text.append("The transaction was not judged. Nothing was changed.\n").toString();
    }

    private String text(Request request, Verdict verdict, String message) {
        StringBuilder text = new StringBuilder(table(request, verdict).text());
        int others =
                request.transaction().changes().size()
                        - request.transaction().changesOfKernelsAndModules().size();
        if (others > 0) {
            text.append("and ").append(others);
            text.append(others == 1 ? " other change\n" : " other changes\n");
        }
        text.append('\n');
        if (!message.isEmpty()) {
            text.append(message).append("\n\n");
        }
        return text.append(outcome(verdict)).append('\n').toString();
    }

    private String outcome(Verdict verdict) {
        return switch (verdict.decision()) {
            case ALLOW ->
                    ink.paint(Colors.Tone.GOOD, "The pins allow this transaction.")
                            + " Nothing was changed.";
            case HOLD -> ink.paint(Colors.Tone.UNSURE, held(verdict)) + " Nothing was changed.";
            case REFUSE -> ink.paint(Colors.Tone.BAD, "dnf would refuse this transaction.");
        };
    }

    private static String held(Verdict verdict) {
        Held held = verdict.held();
        return held != null && held.isEverything()
                ? "dnf would hold this back, and do nothing."
                : "dnf would hold this back and do the rest.";
    }

    /** It has no rules: they are in the message, and would leave no room for packages. */
    private Table table(Request request, Verdict verdict) {
        Table table = new Table(ink, "VERDICT", "CHANGE", "PACKAGE");
        for (PackageChange change : request.transaction().changesOfKernelsAndModules()) {
            String repository = change.subject().repository();
            Severity severity = severity(change, verdict);
            table.add(
                    severity == null ? unmentioned(verdict) : word(severity),
                    change.action().id(),
                    change.subject().nevra() + (repository.isEmpty() ? "" : " from " + repository));
            table.paint(0, severity == null ? Colors.Tone.GOOD : tone(severity));
        }
        return table;
    }

    /** What a package is refused for, or warned about. */
    static String state(PackageChange change, Verdict verdict) {
        Severity severity = severity(change, verdict);
        if (severity == null) {
            return unmentioned(verdict);
        }
        Set<String> rules = rules(change, verdict.having(severity));
        return word(severity) + (rules.isEmpty() ? "" : ": " + String.join(", ", rules));
    }

    /** Of what there is no finding about. */
    private static String unmentioned(Verdict verdict) {
        return verdict.isRefusal() ? "" : "allowed";
    }

    /** How grave the gravest finding is; null if there is none. */
    private static @Nullable Severity severity(PackageChange change, Verdict verdict) {
        for (Severity severity : Severity.values()) {
            if (!rules(change, verdict.having(severity)).isEmpty()) {
                return severity;
            }
        }
        return isHeld(change, verdict) ? Severity.HOLD : null;
    }

    /** Tells whether it does not happen, be it for what another package is. */
    private static boolean isHeld(PackageChange change, Verdict verdict) {
        Held held = verdict.held();
        if (held == null) {
            return false;
        }
        return (change.action().isIncoming() ? held.packages() : held.staying())
                .contains(change.subject().nevra());
    }

    private static Set<String> rules(PackageChange change, List<Finding> findings) {
        Set<String> rules = new TreeSet<>();
        for (Finding finding : findings) {
            if (isAbout(finding, change.subject().nevra())) {
                rules.add(finding.rule());
            }
        }
        return rules;
    }

    private static Colors.Tone tone(Severity severity) {
        return severity == Severity.REFUSE ? Colors.Tone.BAD : Colors.Tone.UNSURE;
    }

    private static String word(Severity severity) {
        return switch (severity) {
            case REFUSE -> "refused";
            case HOLD -> "held back";
            case WARN -> "warning";
            case INFO -> "info";
            case ALLOWED -> "allowed by name";
        };
    }

    private static boolean isAbout(Finding finding, Nevra nevra) {
        boolean isAbout = finding.change().rpm().nevra().compareTo(nevra) == 0;
        for (Nevra culprit : finding.culprits()) {
            isAbout |= culprit.compareTo(nevra) == 0;
        }
        return isAbout;
    }
}
