package io.github.kernelpin.report.refusal;

import io.github.kernelpin.model.kernel.KernelVariant;
import io.github.kernelpin.model.kernel.RhelMinors;
import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.transaction.Request;
import io.github.kernelpin.model.verdict.Finding;
import io.github.kernelpin.model.verdict.Severity;
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

    private final List<Pin> pins;
    private final Request request;
    private final RhelMinors minors;

    public VerdictMessage(List<Pin> pins, Request request, RhelMinors minors) {
        this.pins = pins;
        this.request = request;
        this.minors = minors;
    }

    /** The whole text without a line end after it; empty when there is nothing to say. */
    public String text(Verdict verdict) {
        StringBuilder text = new StringBuilder();
        if (verdict.isDenial()) {
            List<Finding> denials = verdict.having(Severity.DENY);
            TextWrapper.append(text, "kernelpin: ", headline(denials), HEADLINE_COLUMNS_MAX);
            appendFindings(text, denials);
            appendNotices(text, verdict);
            new RemedyText(pins, request).appendTo(text, verdict);
        } else {
            appendNotices(text, verdict);
        }
        return text.toString().stripTrailing();
    }

    private static String headline(List<Finding> denials) {
        Set<String> subjects = new TreeSet<>();
        Set<String> violated = new TreeSet<>();
        for (Finding finding : denials) {
            subjects.add(finding.subject().fate() + " " + finding.subject().rpm());
            violated.add(finding.pin());
        }
        boolean one = subjects.size() == 1;
        return (one ? subject(denials.get(0).subject()) + " is" : subjects.size() + " changes are")
                + " refused: "
                + (violated.size() == 1 ? "1 pin does" : violated.size() + " pins do")
                + (one ? " not allow it" : " not allow them");
    }

    private static String subject(Finding.Subject subject) {
        RpmPackage rpm = subject.rpm();
        String name = rpm.isBootableKernel() ? "kernel " + rpm.evr() : rpm.toString();
        return subject.fate() == Finding.Fate.OUTGOING ? "removing " + name : name;
    }

    private void appendNotices(StringBuilder text, Verdict verdict) {
        List<Finding> warnings = verdict.having(Severity.WARN);
        if (!warnings.isEmpty()) {
            text.append("kernelpin: warning, this alone stops nothing:\n");
            appendFindings(text, warnings);
        }
        List<Finding> waived = verdict.having(Severity.WAIVED);
        if (!waived.isEmpty()) {
            text.append("kernelpin: let in, because kernelpin.conf allows it by name:\n");
            appendFindings(text, waived);
        }
    }

    private void appendFindings(StringBuilder text, List<Finding> findings) {
        Finding previous = null;
        for (Finding finding : findings.subList(0, Math.min(findings.size(), FINDINGS_MAX))) {
            if (previous == null || !finding.isAboutSameAs(previous)) {
                text.append('\n');
                TextWrapper.append(text, "  ", describe(finding.subject()));
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

    /** Who has let a kernel in would wonder why it is refused all the same. */
    private void appendLapse(StringBuilder text, Finding finding) {
        RpmPackage rpm = finding.subject().rpm();
        boolean isWaivable =
                finding.subject().fate() == Finding.Fate.INCOMING && rpm.isBootableKernel();
        String why = isWaivable ? request.waivers().whyNot(rpm.nevra()) : "";
        if (!why.isEmpty()) {
            TextWrapper.append(text, "    ", why);
        }
    }

    private String describe(Finding.Subject subject) {
        RpmPackage rpm = subject.rpm();
        String text = rpm.toString();
        switch (subject.fate()) {
            case INCOMING -> text += origin(rpm.repository());
            case OUTGOING -> text += " would be removed";
            case STAYING -> text += " is installed";
        }
        if (rpm.isBootableKernel() && subject.fate() != Finding.Fate.OUTGOING) {
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
        String rhel = minors.rhelOf(kernel.evr()).orElse("");
        return rhel.isEmpty() ? "" : " (a kernel of RHEL " + rhel + ")";
    }
}
