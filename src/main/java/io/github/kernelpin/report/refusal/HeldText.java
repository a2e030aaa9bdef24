package io.github.kernelpin.report.refusal;

import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.model.verdict.Finding;
import io.github.kernelpin.model.verdict.Held;
import io.github.kernelpin.model.verdict.Severity;
import io.github.kernelpin.model.verdict.Verdict;
import io.github.kernelpin.report.text.SafeText;
import io.github.kernelpin.report.text.TextWrapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an operator reads where something is held back: a paragraph or, where dnf has nothing else
 * to do, one line, as every run says it again.
 */
final class HeldText {

    private static final int LISTED_MAX = 5;

    private HeldText() {}

    static void append(StringBuilder text, Verdict verdict, WithheldText cost) {
        Held held = verdict.held();
        if (held == null) {
            return;
        }
        List<Finding> findings = verdict.having(Severity.HOLD);
        if (held.isEverything()) {
            text.append("kernelpin: held back, nothing else to do: ");
            text.append(
                    SafeText.printable(
                            subjects(findings) + " (" + pins(findings) + ")" + cost.brief()));
            text.append('\n');
            return;
        }
        String subjects = subjects(findings);
        TextWrapper.append(text, "kernelpin: ", "held back, the rest goes ahead: " + subjects);
        for (Finding finding : findings) {
            String subject = subject(finding);
            String prefix = subject.equals(subjects) ? "" : subject + ": ";
            TextWrapper.append(text, "  ", prefix + finding.message());
        }
        appendPins(text, findings);
        appendList(text, "with it: ", others(findings, held));
        appendList(text, "instead: ", texts(held.instead()));
        cost.append(text);
        text.append("  what to do: kernelpin explain hold\n");
    }

    /** Each pin once, with the reason for it. */
    private static void appendPins(StringBuilder text, List<Finding> findings) {
        Set<String> told = new TreeSet<>();
        for (Finding finding : findings) {
            if (told.add(finding.pin() + ' ' + finding.reason())) {
                if (!finding.reason().isEmpty()) {
                    TextWrapper.append(text, "    because: ", finding.reason());
                }
                text.append("    pin: ");
                text.append(SafeText.printable(finding.location().fileAndLine())).append('\n');
            }
        }
    }

    /** What does not come for the sake of something else. */
    private static List<String> others(List<Finding> findings, Held held) {
        Set<Nevra> named = new TreeSet<>();
        for (Finding finding : findings) {
            named.add(finding.change().rpm().nevra());
        }
        List<Nevra> others = new ArrayList<>();
        for (Nevra each : held.packages()) {
            if (!named.contains(each)) {
                others.add(each);
            }
        }
        return texts(others);
    }

    private static List<String> texts(List<Nevra> packages) {
        List<String> texts = new ArrayList<>();
        for (Nevra each : packages) {
            texts.add(each.withoutArch());
        }
        return texts;
    }

    private static void appendList(StringBuilder text, String label, List<String> words) {
        if (!words.isEmpty()) {
            TextWrapper.append(text, "  ", label + listed(words));
        }
    }

    private static String subject(Finding finding) {
        RpmPackage rpm = finding.change().rpm();
        return rpm.isBootableKernel() ? "kernel " + rpm.evr() : rpm.nevra().withoutArch();
    }

    private static String listed(List<String> words) {
        List<String> shown = words.subList(0, Math.min(words.size(), LISTED_MAX));
        int more = words.size() - shown.size();
        return String.join(", ", shown) + (more == 0 ? "" : " and " + more + " more");
    }

    private static String subjects(List<Finding> findings) {
        Set<String> subjects = new TreeSet<>();
        for (Finding finding : findings) {
            subjects.add(subject(finding));
        }
        return listed(new ArrayList<>(subjects));
    }

    private static String pins(List<Finding> findings) {
        Set<String> pins = new TreeSet<>();
        for (Finding finding : findings) {
            pins.add(finding.pin());
        }
        return (pins.size() == 1 ? "pin " : "pins ") + listed(new ArrayList<>(pins));
    }
}
