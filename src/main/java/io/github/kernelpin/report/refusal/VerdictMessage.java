package io.github.kernelpin.report.refusal;

import io.github.kernelpin.model.kernel.KernelVariant;
import io.github.kernelpin.model.kernel.RhelMinors;
import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.transaction.Request;
import io.github.kernelpin.model.verdict.Finding;
import io.github.kernelpin.model.verdict.Severity;
import io.github.kernelpin.model.verdict.Subject;
import io.github.kernelpin.model.verdict.Verdict;
import io.github.kernelpin.report.text.TextWrapper;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The text that an operator reads: what is refused, why, and what to do. */
public final class VerdictMessage {

    /** dnf puts "Error: " in front. */
    private static final int HEADLINE_COLUMNS_MAX = TextWrapper.COLUMNS_MAX - "Error: ".length();

    /** Nobody reads more, and the verdict has them all. */
    private static final int FINDINGS_MAX = 100;

    private final Request request;
    private final RhelMinors minors;

    public VerdictMessage(Request request, RhelMinors minors) {
        this.request = request;
        this.minors = minors;
    }

    /** The whole text without a line end after it; empty when there is nothing to say. */
    public String text(Verdict verdict) {
        StringBuilder text = new StringBuilder();
        switch (verdict.decision()) {
            case ALLOW -> appendNotices(text, verdict);
            case HOLD -> {
                new HeldText(request, verdict).append(text);
                appendNotices(text, verdict);
            }
            case REFUSE -> appendRefusal(text, verdict);
        }
        return text.toString().stripTrailing();
    }

    private void appendRefusal(StringBuilder text, Verdict verdict) {
        List<Finding> refusals = verdict.grave();
        TextWrapper.append(text, "kernelpin: ", headline(refusals), HEADLINE_COLUMNS_MAX);
        appendFindings(text, refusals);
        appendNotices(text, verdict);
        new WithheldText(request, verdict).append(text);
        if (!verdict.notHeld().isEmpty()) {
            TextWrapper.append(text, "  ", "Nothing is held back: " + verdict.notHeld());
        }
        new RemedyText(request).appendTo(text, verdict.remedies());
    }

    private static String headline(List<Finding> refusals) {
        Set<String> subjects = new TreeSet<>();
        Set<String> violated = new TreeSet<>();
        for (Finding finding : refusals) {
            subjects.add(finding.change().direction() + " " + finding.change().rpm());
            violated.add(finding.pin());
        }
        boolean one = subjects.size() == 1;
        return (one ? subject(refusals.get(0).change()) + " is" : subjects.size() + " changes are")
                + " refused: "
                + (violated.size() == 1 ? "1 pin does" : violated.size() + " pins do")
                + (one ? " not allow it" : " not allow them");
    }

    private static String subject(Subject.Change subject) {
        RpmPackage rpm = subject.rpm();
        String name = rpm.isBootableKernel() ? "kernel " + rpm.evr() : rpm.toString();
        return subject.direction() == Subject.Direction.OUTGOING ? "removing " + name : name;
    }

    private void appendNotices(StringBuilder text, Verdict verdict) {
        List<Finding> warnings = verdict.having(Severity.WARN);
        if (!warnings.isEmpty()) {
            text.append("kernelpin: warning (the transaction continues):\n");
            appendFindings(text, warnings);
        }
        List<Finding> allowed = verdict.having(Severity.ALLOWED);
        if (!allowed.isEmpty()) {
            text.append("kernelpin: allowed by name in kernelpin.conf:\n");
            appendFindings(text, allowed);
        }
    }

    private void appendFindings(StringBuilder text, List<Finding> findings) {
        Finding previous = null;
        for (Finding finding : findings.subList(0, Math.min(findings.size(), FINDINGS_MAX))) {
            if (previous == null || !finding.isAboutSameAs(previous)) {
                text.append('\n');
                TextWrapper.append(text, "  ", describe(finding.change()));
                appendLapse(text, finding);
            }
            FindingLines.append(text, finding);
            previous = finding;
        }
        if (findings.size() > FINDINGS_MAX) {
            text.append("\n  and ").append(findings.size() - FINDINGS_MAX).append(" more\n");
        }
        text.append('\n');
    }

    /** Explains an expired allowance to the operator who added it. */
    private void appendLapse(StringBuilder text, Finding finding) {
        RpmPackage rpm = finding.change().rpm();
        boolean isAllowable =
                finding.change().direction() == Subject.Direction.INCOMING
                        && rpm.isBootableKernel();
        String reason = isAllowable ? request.allowances().lapseReason(rpm.nevra()) : "";
        if (!reason.isEmpty()) {
            TextWrapper.append(text, "    ", reason);
        }
    }

    private String describe(Subject.Change subject) {
        RpmPackage rpm = subject.rpm();
        String text = rpm.toString();
        switch (subject.direction()) {
            case INCOMING -> text += origin(rpm.repository());
            case OUTGOING -> text += " would be removed";
            case STAYING -> text += " is installed";
        }
        if (rpm.isBootableKernel() && subject.direction() != Subject.Direction.OUTGOING) {
            text += kind(rpm);
        }
        return text;
    }

    private static String origin(String repository) {
        if (repository.equals(Request.COMMAND_LINE)) {
            return " from a local file";
        }
        return repository.isEmpty() ? "" : " from " + repository;
    }

    private String kind(RpmPackage kernel) {
        if (KernelVariant.of(kernel.name()).isEmpty()) {
            return " (of no known variant: every pin counts)";
        }
        String owner = minors.ownerOf(kernel.evr());
        return owner.isEmpty() ? "" : " (a kernel of " + owner + ")";
    }
}
