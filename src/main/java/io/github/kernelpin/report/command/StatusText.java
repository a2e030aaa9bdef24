package io.github.kernelpin.report.command;

import io.github.kernelpin.model.boot.NextBoot;
import io.github.kernelpin.model.disk.HostOnDisk;
import io.github.kernelpin.model.kernel.RhelMinors;
import io.github.kernelpin.model.pin.AllowanceStatus;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.verdict.Finding;
import io.github.kernelpin.model.verdict.Severity;
import io.github.kernelpin.model.verdict.Subject;
import io.github.kernelpin.model.verdict.Verdict;
import io.github.kernelpin.report.Report;
import io.github.kernelpin.report.result.StatusResult;
import io.github.kernelpin.report.text.Colors;
import io.github.kernelpin.report.text.SafeText;
import io.github.kernelpin.report.text.TextWrapper;
import io.github.kernelpin.rules.status.HostStatus;
import io.github.kernelpin.rules.status.KernelStatus;
import io.github.kernelpin.rules.status.ModuleState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What {@code kernelpin status} prints for people: one screen. */
public final class StatusText implements Report<StatusResult> {

    private final RhelMinors minors;
    private final Colors ink;
    private final StringBuilder text = new StringBuilder();

    public StatusText(RhelMinors minors, Colors ink) {
        this.minors = minors;
        this.ink = ink;
    }

    @Override
    public String id() {
        return "text";
    }

    @Override
    public String text(StatusResult result) {
        HostOnDisk host = result.host();
        HostStatus status = result.status();
        Verdict verdict = result.verdict();
        text.setLength(0);
        addPins(result.pins());
        line("");
        line("kernels, newest first");
        for (KernelStatus kernel : status.kernels()) {
            addKernel(kernel);
        }
        if (status.kernels().isEmpty()) {
            line("  none is installed");
        }
        addBoot(host, status);
        addFindings(status, verdict);
        return text.toString();
    }

    private void addPins(List<Pin> pins) {
        line("pins");
        for (Pin pin : pins) {
            String kernels = pin.kernels().isEmpty() ? "any kernel" : pin.describeKernels();
            folded("  " + pin.id() + ": ", kernels);
            for (Pin.PinnedModule module : pin.modules()) {
                folded("    ", "module " + module.name() + owner(module));
            }
            if (!pin.reason().isEmpty()) {
                folded("    because: ", pin.reason());
            }
            line("    " + pin.location().fileAndLine());
        }
        if (pins.isEmpty()) {
            line("  none: every kernel is allowed");
        }
    }

    private static String owner(Pin.PinnedModule module) {
        if (module.packageName().isEmpty()) {
            return "";
        }
        String version = module.version() == null ? "" : " " + module.version();
        return " (" + module.packageName() + version + ")";
    }

    private void addKernel(KernelStatus status) {
        List<String> notes = new ArrayList<>();
        if (status.running()) {
            notes.add("running");
        }
        if (status.bootsNext()) {
            notes.add("boots next");
        }
        for (String pin : status.violated()) {
            notes.add("does not fit pin " + pin);
        }
        String name = status.kernel().release().text();
        String owner = minors.ownerOf(status.kernel().release().evr());
        int start = text.length() + 2;
        folded(
                "  ",
                name
                        + (owner.isEmpty() ? "" : " (" + owner + ")")
                        + (notes.isEmpty() ? "" : ": " + String.join(", ", notes)));
        ink.paint(text, start, start + name.length(), Colors.Tone.HEADING);
        AllowanceStatus allowance = status.allowance();
        if (allowance != null) {
            painted("    ", allowance.describe() + " (kernelpin.conf)", Colors.Tone.UNSURE);
        }
        addModules(status);
    }

    private void addModules(KernelStatus status) {
        Map<String, List<String>> others = new TreeMap<>();
        for (ModuleState module : status.modules()) {
            if (module.pins().isEmpty()) {
                others.computeIfAbsent(module.describe(), state -> new ArrayList<>())
                        .add(module.module());
            } else {
                addModule(module);
            }
        }
        others.forEach((state, names) -> addOthers(state, names));
    }

    private void addModule(ModuleState module) {
        Colors.Tone tone = Tones.of(module.loading());
        painted("    " + module.module() + ": ", module.describe(), tone);
        if (!module.path().isEmpty()) {
            folded("      ", module.path() + destination(module));
        }
        if (!module.compared().isEmpty()) {
            folded("      ", "compared: " + module.compared());
        }
    }

    /** Where a link leads to, as far as that is another place. */
    private static String destination(ModuleState module) {
        if (module.cause() == ModuleState.Cause.DANGLING) {
            return " -> nothing";
        }
        String target = module.target();
        int start = target.indexOf("/modules/");
        String place = start < 0 ? target : target.substring(start + "/modules/".length());
        return place.endsWith("/" + module.path()) ? "" : " -> " + place;
    }

    private void addOthers(String state, List<String> names) {
        folded("    ", "not pinned, " + state + ": " + String.join(" ", names));
    }

    private void addBoot(HostOnDisk host, HostStatus status) {
        NextBoot next = host.next();
        line("");
        line("boots next: " + (next.kernel().isEmpty() ? "not known" : next.kernel()));
        folded("  ", next.source());
        if (!status.kernels().isEmpty() && !isInstalled(next.kernel(), status)) {
            line(
                    next.kernel().isEmpty()
                            ? "  so the newest kernel is taken for it"
                            : "  not installed, so the newest kernel is taken for it");
        }
        if (!host.running().isEmpty()) {
            String absent = isInstalled(host.running(), status) ? "" : ", which is not installed";
            line("running: " + host.running() + absent);
        }
    }

    private static boolean isInstalled(String kernel, HostStatus status) {
        for (KernelStatus each : status.kernels()) {
            if (each.kernel().release().text().equals(kernel)) {
                return true;
            }
        }
        return false;
    }

    private void addFindings(HostStatus status, Verdict verdict) {
        line("");
        if (status.kernels().isEmpty()) {
            line("Nothing can be told without a kernel.");
        } else if (!status.isJudged()) {
            line("No pin is about the kernel that boots next.");
        } else if (verdict.having(Severity.INFO).size() == verdict.findings().size()) {
            painted(
                    "",
                    "All is well: the kernel that boots next fits, and loads what is pinned.",
                    Colors.Tone.GOOD);
        }
        String last = "";
        for (Finding finding : verdict.findings()) {
            String heading = heading(finding.severity());
            String about = about(finding);
            if (!last.equals(heading + about)) {
                text.append(ink.paint(tone(finding.severity()), heading));
                line(about);
                last = heading + about;
            }
            String indent = "  ";
            if (finding.subject() instanceof Subject.HostFile) {
                line("  " + place(finding));
                indent = "    ";
            }
            folded(indent, finding.message());
            for (String detail : finding.details()) {
                folded(indent, detail);
            }
        }
    }

    /** A pin by its line, any other file by its name. */
    private static String place(Finding finding) {
        String subject = finding.subject().name();
        return finding.location().file().equals(subject) && !finding.pin().isEmpty()
                ? finding.location().fileAndLine()
                : subject;
    }

    private static String about(Finding finding) {
        if (finding.subject() instanceof Subject.HostFile) {
            return " on this host";
        }
        if (finding.subject() instanceof Subject.KeptOut) {
            return ": " + finding.subject().name();
        }
        String link = finding.severity() == Severity.ALLOWED ? ": " : " in ";
        return link + finding.subject().name() + ", which boots next";
    }

    private static String heading(Severity severity) {
        return switch (severity) {
            case REFUSE, HOLD -> "WRONG";
            case WARN -> "worth a look";
            case INFO -> "kept out";
            case ALLOWED -> "allowed by name";
        };
    }

    private static Colors.Tone tone(Severity severity) {
        return severity.isGrave() ? Colors.Tone.BAD : Colors.Tone.UNSURE;
    }

    private void folded(String start, String content) {
        painted(start, content, Colors.Tone.NONE);
    }

    private void painted(String start, String content, Colors.Tone tone) {
        int from = text.length() + start.length();
        TextWrapper.append(text, start, content);
        ink.paint(text, from, text.length() - 1, tone);
    }

    /** A line that stays whole: a path, or short words around the name of a kernel. */
    private void line(String content) {
        text.append(SafeText.printable(content)).append('\n');
    }
}
