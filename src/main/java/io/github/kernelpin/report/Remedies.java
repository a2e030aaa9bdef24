package io.github.kernelpin.report;

import io.github.kernelpin.model.Finding;
import io.github.kernelpin.model.Pin;
import io.github.kernelpin.model.Request;
import io.github.kernelpin.model.RpmPackage;
import io.github.kernelpin.model.Severity;
import io.github.kernelpin.model.SourceLocation;
import io.github.kernelpin.rules.Eviction;
import io.github.kernelpin.rules.FittingKernel;
import io.github.kernelpin.rules.LeaveOut;
import io.github.kernelpin.rules.Verdict;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The end of a refusal: the commands that go on from here. */
final class Remedies {

    /** Commands are broken at words so that lines stay within a terminal's 80 columns. */
    private static final int COLUMNS_MAX = 78;

    private final List<Pin> pins;
    private final Request request;

    Remedies(List<Pin> pins, Request request) {
        this.pins = pins;
        this.request = request;
    }

    void appendTo(StringBuilder text, Verdict verdict) {
        text.append("  Nothing was changed. You can\n");
        DnfCommands commands = new DnfCommands(request);
        List<String> rest = commands.withoutPackages(LeaveOut.of(verdict, pins, request));
        if (rest != null) {
            append(text, "install everything else:", rest);
        }
        boolean anyMissing = false;
        for (FittingKernel fitting : FittingKernel.of(verdict, pins, request)) {
            anyMissing |= fitting.kernel() == null;
            appendFitting(text, commands, fitting);
        }
        if (anyMissing) {
            text.append("    take no other kernel: none that dnf can see fits every pin\n");
        }
        int limit = Eviction.limitToKeepAll(verdict, request.transaction());
        if (limit > 0) {
            append(text, "keep the old kernels as well:", commands.withLimit(limit));
        }
        for (Map.Entry<SourceLocation, String> pin : violatedPins(verdict).entrySet()) {
            text.append("    lift pin ").append(SafeText.printable(pin.getValue()));
            text.append(": edit ")
                    .append(SafeText.printable(pin.getKey().fileAndLine()))
                    .append('\n');
        }
    }

    private static void appendFitting(
            StringBuilder text, DnfCommands commands, FittingKernel fitting) {
        RpmPackage kernel = fitting.kernel();
        if (kernel == null) {
            return;
        }
        if (fitting.installed()) {
            text.append("    stay with ").append(SafeText.printable(kernel.nevra().withoutArch()));
            text.append(": it fits and is installed\n");
        } else {
            append(text, "take the newest kernel that fits:", commands.install(fitting));
        }
    }

    private Map<SourceLocation, String> violatedPins(Verdict verdict) {
        Map<SourceLocation, String> violated = new TreeMap<>();
        for (Finding finding : verdict.having(Severity.DENY)) {
            for (Pin pin : pins) {
                if (pin.id().equals(finding.pin())) {
                    violated.put(pin.location(), pin.id());
                }
            }
        }
        return violated;
    }

    private static void append(StringBuilder text, String label, List<String> words) {
        text.append("    ").append(label).append("\n      ");
        int column = 6;
        for (int i = 0; i < words.size(); i++) {
            String word = SafeText.shellWord(words.get(i));
            if (i > 0 && column + 1 + word.length() > COLUMNS_MAX) {
                text.append(" \\\n        ");
                column = 8;
            } else if (i > 0) {
                text.append(' ');
                column++;
            }
            text.append(word);
            column += word.length();
        }
        text.append('\n');
    }
}
