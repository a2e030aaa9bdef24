package io.github.kernelpin.report;

import io.github.kernelpin.model.Bypass;
import io.github.kernelpin.model.HostOnDisk;
import io.github.kernelpin.model.NextBoot;
import io.github.kernelpin.model.Pin;
import io.github.kernelpin.model.RhelMinors;
import io.github.kernelpin.model.Severity;
import io.github.kernelpin.rules.HostStatus;
import io.github.kernelpin.rules.KernelStatus;
import io.github.kernelpin.rules.ModuleState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What {@code kernelpin status} prints for people: one screen. */
public final class StatusText {

    private static final int COLUMNS = 80;

    private final RhelMinors minors;
    private final StringBuilder text = new StringBuilder();

    public StatusText(RhelMinors minors) {
        this.minors = minors;
    }

    /** The whole text, each line with its end. */
    public String text(List<Pin> pins, HostOnDisk host, HostStatus status) {
        addPins(pins);
        line("");
        line("kernels, newest first");
        for (KernelStatus kernel : status.kernels()) {
            addKernel(kernel);
        }
        if (status.kernels().isEmpty()) {
            line("  none is installed");
        }
        addBoot(host, status);
        addBypasses(host.bypasses());
        addProblems(status);
        return text.toString();
    }

    private void addPins(List<Pin> pins) {
        line("pins");
        for (Pin pin : pins) {
            String kernels = pin.kernels().isEmpty() ? "any kernel" : pin.describeKernels();
            line("  " + pin.id() + ": " + kernels);
            for (Pin.PinnedModule module : pin.modules()) {
                line("    module " + module.name() + owner(module));
            }
            if (!pin.reason().isEmpty()) {
                line("    because: " + pin.reason());
            }
            line("    " + pin.location().fileAndLine());
        }
        if (pins.isEmpty()) {
            line("  none: every kernel is let in");
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
        String rhel = minors.rhelOf(status.kernel().release().evr()).orElse("");
        line(
                "  "
                        + status.kernel().release().text()
                        + (rhel.isEmpty() ? "" : " (RHEL " + rhel + ")")
                        + (notes.isEmpty() ? "" : ": " + String.join(", ", notes)));
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
        wrapped("    ", module.module() + ": " + module.describe());
        if (!module.path().isEmpty()) {
            line("      " + module.path() + destination(module));
        }
    }

    /** Where a link leads to, as far as that is another place. */
    private static String destination(ModuleState module) {
        if (module.loading() == ModuleState.Loading.DANGLING) {
            return " -> nothing";
        }
        String target = module.target();
        int start = target.indexOf("/modules/");
        String place = start < 0 ? target : target.substring(start + "/modules/".length());
        return place.endsWith("/" + module.path()) ? "" : " -> " + place;
    }

    private void addOthers(String state, List<String> names) {
        wrapped("    ", "not pinned, " + state + ": " + String.join(" ", names));
    }

    private void addBoot(HostOnDisk host, HostStatus status) {
        NextBoot next = host.next();
        line("");
        line("boots next: " + (next.kernel().isEmpty() ? "not known" : next.kernel()));
        line("  " + next.source());
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

    private void addBypasses(List<Bypass> bypasses) {
        if (bypasses.isEmpty()) {
            return;
        }
        line("");
        line("what does not ask kernelpin here, besides rpm itself");
        for (Bypass bypass : bypasses) {
            line("  " + bypass.name() + " (" + bypass.path() + ")");
            wrapped("    ", bypass.advice());
        }
    }

    private void addProblems(HostStatus status) {
        line("");
        if (status.kernels().isEmpty()) {
            line("Nothing can be told without a kernel.");
        } else if (!status.isJudged()) {
            line("No pin is about the kernel that boots next.");
        } else if (status.problems().isEmpty()) {
            line("All is well: the kernel that boots next fits, and loads what is pinned.");
        }
        Severity severity = null;
        for (HostStatus.Problem problem : status.problems()) {
            if (problem.severity() != severity) {
                severity = problem.severity();
                String how = severity == Severity.DENY ? "WRONG" : "worth a look";
                line(how + " in " + problem.kernel() + ", which boots next");
            }
            wrapped("  ", problem.text());
        }
    }

    /** Breaks at blanks what does not fit, and indents what follows further. */
    private void wrapped(String indent, String content) {
        StringBuilder row = new StringBuilder(indent);
        boolean empty = true;
        for (String word : content.split(" ", -1)) {
            if (!empty && row.length() + 1 + word.length() > COLUMNS) {
                line(row.toString());
                row = new StringBuilder(indent).append("  ");
                empty = true;
            }
            row.append(empty ? "" : " ").append(word);
            empty = false;
        }
        line(row.toString());
    }

    private void line(String content) {
        text.append(SafeText.printable(content)).append('\n');
    }
}
