package io.github.kernelpin.report.refusal;

import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.model.transaction.Request;
import io.github.kernelpin.model.verdict.Finding;
import io.github.kernelpin.model.verdict.Held;
import io.github.kernelpin.model.verdict.Severity;
import io.github.kernelpin.model.verdict.Verdict;
import io.github.kernelpin.report.text.SafeText;
import io.github.kernelpin.report.text.TextWrapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What an operator reads where something is held back: a paragraph or, where dnf has nothing else
 * to do, one line, as every run says it again.
 */
final class HeldText {

    private static final int LISTED_MAX = 5;

    private final WithheldText cost;
    private final List<Finding> findings;
    private final boolean isEverything;
    private final List<Nevra> instead;
    private final SortedMap<Nevra, RpmPackage> held = new TreeMap<>();

    HeldText(Request request, Verdict verdict) {
        this.cost = new WithheldText(request, verdict);
        this.findings = verdict.having(Severity.HOLD);
        Held what = verdict.held();
        Set<Nevra> packages = new TreeSet<>(what == null ? List.of() : what.packages());
        for (RpmPackage each : request.transaction().incoming()) {
            if (packages.contains(each.nevra())) {
                held.put(each.nevra(), each);
            }
        }
        this.isEverything = what != null && what.isEverything();
        this.instead = what == null ? List.of() : what.instead();
    }

    void append(StringBuilder text) {
        String subjects = listed(new ArrayList<>(subjects()));
        if (isEverything) {
            text.append("kernelpin: held back, nothing else to do: ");
            text.append(SafeText.printable(subjects + " (" + pins() + ")" + cost.brief()));
            text.append('\n');
            return;
        }
        TextWrapper.append(text, "kernelpin: ", "held back, the rest goes ahead: " + subjects);
        for (Finding finding : findings) {
            RpmPackage rpm = finding.change().rpm();
            String subject = subject(rpm);
            if (!held.containsKey(rpm.nevra())) {
                subject = "else " + subject + " would go";
            }
            String prefix = subject.equals(subjects) ? "" : subject + ": ";
            TextWrapper.append(text, "  ", prefix + finding.message());
        }
        appendPins(text, findings);
        appendList(text, "with it: ", others());
        appendList(text, "instead: ", texts(instead));
        cost.append(text);
        text.append("  what to do: kernelpin explain hold\n");
    }

    /** What is held back for what it is, rather than for the sake of something else. */
    private SortedSet<Nevra> mainOnes() {
        SortedSet<Nevra> blamed = new TreeSet<>();
        for (Finding finding : findings) {
            blamed.add(finding.change().rpm().nevra());
            blamed.addAll(finding.culprits());
        }
        SortedSet<Nevra> main = new TreeSet<>();
        for (Nevra each : held.keySet()) {
            if (blamed.contains(each)) {
                main.add(each);
            }
        }
        return main;
    }

    private Set<String> subjects() {
        Set<String> subjects = new TreeSet<>();
        for (Nevra each : mainOnes()) {
            RpmPackage rpm = held.get(each);
            if (rpm != null) {
                subjects.add(subject(rpm));
            }
        }
        return subjects;
    }

    private List<String> others() {
        SortedSet<Nevra> others = new TreeSet<>(held.keySet());
        others.removeAll(mainOnes());
        return texts(new ArrayList<>(others));
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

    /** Builds for several architectures are told once. */
    private static List<String> texts(List<Nevra> packages) {
        List<String> texts = new ArrayList<>();
        for (Nevra each : packages) {
            if (!texts.contains(each.withoutArch())) {
                texts.add(each.withoutArch());
            }
        }
        return texts;
    }

    private static void appendList(StringBuilder text, String label, List<String> words) {
        if (!words.isEmpty()) {
            TextWrapper.append(text, "  ", label + listed(words));
        }
    }

    private static String subject(RpmPackage rpm) {
        return rpm.isBootableKernel() ? "kernel " + rpm.evr() : rpm.nevra().withoutArch();
    }

    private static String listed(List<String> words) {
        List<String> shown = words.subList(0, Math.min(words.size(), LISTED_MAX));
        int more = words.size() - shown.size();
        return String.join(", ", shown) + (more == 0 ? "" : " and " + more + " more");
    }

    private String pins() {
        Set<String> pins = new TreeSet<>();
        for (Finding finding : findings) {
            pins.add(finding.pin());
        }
        return (pins.size() == 1 ? "pin " : "pins ") + listed(new ArrayList<>(pins));
    }
}
