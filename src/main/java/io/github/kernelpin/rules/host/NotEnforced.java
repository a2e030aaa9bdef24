package io.github.kernelpin.rules.host;

import io.github.kernelpin.model.disk.Bypass;
import io.github.kernelpin.model.disk.HostOnDisk;
import io.github.kernelpin.model.disk.KernelpinFiles;
import io.github.kernelpin.model.disk.PluginGap;
import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.model.verdict.Finding;
import io.github.kernelpin.model.verdict.Severity;
import io.github.kernelpin.model.verdict.SourceLocation;
import io.github.kernelpin.model.verdict.Subject;
import java.util.ArrayList;
import java.util.List;

/**
 * Fires when dnf would not ask kernelpin on this host, or could not: then no pin keeps anything
 * out. Another program that installs packages without asking is a warning, unless a guard of each
 * pin is installed, which rpm itself obeys.
 */
public final class NotEnforced implements WholeHostRule {

    static final String ID = "not-enforced";

    /** What the names of the packages begin with that {@code kernelpin guard} builds. */
    private static final String GUARD = "kernelpin-guard-";

    private static final String GUARD_ADVICE =
            "; or install guards (kernelpin guard), which rpm itself obeys";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public List<Finding> check(List<Pin> pins, HostOnDisk host) {
        List<Finding> findings = new ArrayList<>(ofGaps(host.gaps()));
        if (!isGuarded(pins, host)) {
            for (Bypass each : host.bypasses()) {
                findings.add(
                        finding(
                                Severity.WARN,
                                each.path(),
                                each.name() + " does not ask kernelpin",
                                each.advice() + GUARD_ADVICE));
            }
            for (Pin pin : pins) {
                addPrepared(pin, host, findings);
            }
        }
        return findings;
    }

    /** Nobody is asked about an update that is prepared already. */
    private static void addPrepared(Pin pin, HostOnDisk host, List<Finding> findings) {
        for (Nevra nevra : host.prepared()) {
            RpmPackage kernel = RpmPackage.of(nevra);
            if (pin.appliesTo(kernel) && !pin.permits(kernel)) {
                findings.add(
                        new Finding(
                                ID,
                                pin.severity(),
                                pin.id(),
                                new Subject.HostFile(KernelpinFiles.PREPARED_UPDATE),
                                "PackageKit installs "
                                        + nevra
                                        + " when the host boots next, which does not fit pin "
                                        + pin.id()
                                        + ": "
                                        + pin.describeKernels(),
                                List.of("pkcon offline-trigger --cancel, or delete the file"),
                                pin.reason(),
                                pin.location(),
                                List.of()));
            }
        }
    }

    /** What is wrong with dnf's plugin, which is as grave as a refusal. */
    public static List<Finding> ofGaps(List<PluginGap> gaps) {
        List<Finding> findings = new ArrayList<>();
        for (PluginGap each : gaps) {
            findings.add(finding(Severity.REFUSE, each.path(), each.problem(), each.advice()));
        }
        return findings;
    }

    private static boolean isGuarded(List<Pin> pins, HostOnDisk host) {
        for (Pin pin : pins) {
            if (!host.packages().names().contains(GUARD + pin.id())) {
                return false;
            }
        }
        return true;
    }

    private static Finding finding(Severity severity, String path, String problem, String advice) {
        return new Finding(
                ID,
                severity,
                "",
                new Subject.HostFile(path),
                problem,
                List.of(advice),
                "",
                new SourceLocation(path, 1, 1),
                List.of());
    }
}
