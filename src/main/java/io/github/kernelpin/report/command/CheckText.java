package io.github.kernelpin.report.command;

import io.github.kernelpin.model.kernel.CandidateKernel;
import io.github.kernelpin.model.kernel.RhelMinors;
import io.github.kernelpin.model.pin.Allowances;
import io.github.kernelpin.model.verdict.Finding;
import io.github.kernelpin.model.verdict.Severity;
import io.github.kernelpin.report.Report;
import io.github.kernelpin.report.refusal.FindingLines;
import io.github.kernelpin.report.result.CheckResult;
import io.github.kernelpin.report.text.Colors;
import io.github.kernelpin.report.text.Table;
import io.github.kernelpin.report.text.TextWrapper;
import io.github.kernelpin.rules.status.KernelCheck;
import io.github.kernelpin.rules.status.ModuleState;
import java.util.List;

/** The table of kernels and modules, and why a kernel is refused. */
public final class CheckText implements Report<CheckResult> {

    private static final String[] HEADER = {"KERNEL", "RHEL", "VERDICT", "MODULE", "STATE"};

    private final RhelMinors minors;
    private final Colors ink;

    public CheckText(RhelMinors minors, Colors ink) {
        this.minors = minors;
        this.ink = ink;
    }

    @Override
    public String id() {
        return "text";
    }

    @Override
    public String text(CheckResult result) {
        // Why a hundred kernels are refused would fill a hundred screens.
        return table(result.checks()) + (result.isOfAll() ? "" : findings(result));
    }

    /** A line or more for each kernel and module. */
    private String table(List<KernelCheck> checks) {
        if (checks.isEmpty()) {
            return "dnf can see no kernel\n";
        }
        Table table = new Table(ink, HEADER);
        for (KernelCheck check : checks) {
            String rhel = minors.certainRhelOf(check.kernel().core().evr()).orElse("");
            String[] row = {check.kernel().name(), rhel, check.outcome().phrase(), "", ""};
            for (ModuleState module : check.modules()) {
                row[3] = module.module();
                row[4] = module.describe();
                table.add(row);
                table.paint(2, Tones.of(check.outcome()));
                table.paint(4, Tones.of(module.loading()));
                row = new String[] {"", "", "", "", ""};
            }
            if (check.modules().isEmpty()) {
                table.add(row);
                table.paint(2, Tones.of(check.outcome()));
            }
        }
        return table.text();
    }

    /** What was found about each kernel; empty if that is nothing. */
    private String findings(CheckResult result) {
        StringBuilder text = new StringBuilder();
        Allowances allowances = result.allowances();
        for (KernelCheck check : result.checks()) {
            if (check.kernel().source() == CandidateKernel.Source.UNKNOWN) {
                text.append('\n');
                String name = check.kernel().name();
                TextWrapper.append(
                        text, "  ", name + " has no symvers here and is not visible to dnf:");
                text.append("    judged by its version alone\n");
            }
            append(text, check, Severity.REFUSE, " is refused:", allowances);
            append(text, check, Severity.HOLD, " is held back:", allowances);
            append(text, check, Severity.INFO, " was kept out:", allowances);
            append(text, check, Severity.WARN, " gets a warning:", allowances);
            append(
                    text,
                    check,
                    Severity.ALLOWED,
                    " is allowed by name in kernelpin.conf:",
                    allowances);
        }
        return text.toString();
    }

    private void append(
            StringBuilder text,
            KernelCheck check,
            Severity severity,
            String heading,
            Allowances allowances) {
        List<Finding> findings = check.verdict().having(severity);
        if (!findings.isEmpty()) {
            CandidateKernel kernel = check.kernel();
            String repository = kernel.core().repository();
            String origin = repository.isEmpty() ? "" : " from " + repository;
            int start = text.append('\n').length() + 2;
            TextWrapper.append(text, "  ", kernel.name() + origin + heading);
            ink.paint(text, start, start + kernel.name().length(), Colors.Tone.HEADING);
            String lapse = allowances.lapseReason(kernel.core().nevra());
            if (!lapse.isEmpty()) {
                TextWrapper.append(text, "    ", lapse);
            }
        }
        for (Finding finding : findings) {
            FindingLines.append(text, finding);
        }
    }
}
