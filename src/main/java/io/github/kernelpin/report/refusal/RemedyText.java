package io.github.kernelpin.report.refusal;

import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.model.transaction.Request;
import io.github.kernelpin.model.verdict.Finding;
import io.github.kernelpin.model.verdict.Severity;
import io.github.kernelpin.model.verdict.SourceLocation;
import io.github.kernelpin.model.verdict.Verdict;
import io.github.kernelpin.report.text.SafeText;
import io.github.kernelpin.report.text.TextWrapper;
import io.github.kernelpin.rules.remedy.AvailableKernels;
import io.github.kernelpin.rules.remedy.Exclusions;
import io.github.kernelpin.rules.remedy.FittingKernel;
import io.github.kernelpin.rules.removal.Eviction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The end of a refusal: the commands that go on from here. */
final class RemedyText {

    /** Commands are broken at words so that lines stay within a terminal's 80 columns. */
    private static final int COLUMNS_MAX = 78;

    /** What nobody would paste. */
    private static final int WORDS_MAX = 1_000;

    /** Where kernelpin looks for pins unless it is told otherwise. */
    private static final String PINS = "/etc/kernelpin/pins.d";

    private final List<Pin> pins;
    private final List<Pin> enforcing = new ArrayList<>();
    private final Request request;
    private final DnfCommands commands;

    RemedyText(List<Pin> pins, Request request) {
        for (Pin pin : pins) {
            if (pin.action() == Pin.Action.REFUSE) {
                enforcing.add(pin);
            }
        }
        this.pins = pins;
        this.request = request;
        this.commands = new DnfCommands(request);
    }

    void appendTo(StringBuilder text, Verdict verdict) {
        text.append("  Nothing was changed. You can\n");
        AvailableKernels available = new AvailableKernels(enforcing, request);
        appendLeaveOut(text, Exclusions.of(verdict, available));
        appendFitting(text, FittingKernel.of(verdict, available));
        appendLimit(text, Eviction.limitToKeepAll(verdict, request.transaction()));
        for (Map.Entry<SourceLocation, String> pin : violatedPins(verdict).entrySet()) {
            appendLift(text, pin.getValue(), pin.getKey());
        }
    }

    private void appendLift(StringBuilder text, String id, SourceLocation location) {
        String label = "lift pin " + SafeText.printable(id) + ":";
        List<String> command = unpin(id, location);
        if (command != null) {
            append(text, label, command);
            return;
        }
        text.append("    ").append(label).append(" edit ");
        text.append(SafeText.printable(location.fileAndLine())).append('\n');
    }

    /** The command that removes the pin, or null if it would refuse to, or look elsewhere. */
    private @Nullable List<String> unpin(String id, SourceLocation location) {
        int inFile = 0;
        for (Pin pin : pins) {
            inFile += pin.location().file().equals(location.file()) ? 1 : 0;
        }
        String root = request.root().equals("/") ? "" : request.root();
        if (inFile > 1 || !request.pinsDirectory().equals(root + PINS)) {
            return null;
        }
        return root.isEmpty()
                ? List.of("kernelpin", "unpin", id)
                : List.of("kernelpin", "unpin", "--root=" + root, id);
    }

    private void appendLeaveOut(StringBuilder text, Exclusions leaveOut) {
        if (!commands.areKnown() && !leaveOut.excludes().isEmpty()) {
            append(text, "have dnf leave these out:", leaveOut.excludes());
        }
        List<String> rest = commands.withoutPackages(leaveOut);
        if (rest != null) {
            append(text, "install everything else:", rest);
        }
    }

    private void appendFitting(StringBuilder text, List<FittingKernel> alternatives) {
        Set<Nevra> offered = new TreeSet<>();
        boolean anyMissing = false;
        for (FittingKernel fitting : alternatives) {
            RpmPackage kernel = fitting.kernel();
            if (kernel == null) {
                anyMissing = true;
            } else if (fitting.installed()) {
                TextWrapper.append(
                        text,
                        "    ",
                        "stay with " + kernel.nevra().withoutArch() + ": it fits and is installed");
            } else if (!offered.containsAll(fitting.packages())) {
                offered.addAll(fitting.packages());
                append(text, "take the newest kernel that fits:", commands.install(fitting));
            }
        }
        if (anyMissing) {
            text.append("    take no other kernel: none that dnf can see fits every pin\n");
        }
    }

    private void appendLimit(StringBuilder text, int limit) {
        if (limit > 0 && commands.areKnown()) {
            append(text, "keep the old kernels as well:", commands.withLimit(limit));
        } else if (limit > 0) {
            text.append("    keep the old kernels as well: set installonly_limit to ")
                    .append(limit)
                    .append('\n');
        }
    }

    private Map<SourceLocation, String> violatedPins(Verdict verdict) {
        Map<SourceLocation, String> violated = new TreeMap<>();
        for (Finding finding : verdict.having(Severity.REFUSE)) {
            for (Pin pin : enforcing) {
                if (pin.id().equals(finding.pin())) {
                    violated.put(pin.location(), pin.id());
                }
            }
        }
        return violated;
    }

    private static void append(StringBuilder text, String label, List<String> words) {
        if (words.size() > WORDS_MAX) {
            text.append("    ").append(label);
            text.append(" the command would have ").append(words.size()).append(" words\n");
            return;
        }
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
