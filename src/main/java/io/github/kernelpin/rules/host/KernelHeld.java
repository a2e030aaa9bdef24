package io.github.kernelpin.rules.host;

import io.github.kernelpin.model.advisory.Withheld;
import io.github.kernelpin.model.disk.HostOnDisk;
import io.github.kernelpin.model.disk.KeptOut;
import io.github.kernelpin.model.disk.KernelOnDisk;
import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.model.verdict.Finding;
import io.github.kernelpin.model.verdict.Severity;
import io.github.kernelpin.model.verdict.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says what the last run of dnf has held back or refused, since when, and which security advisories
 * that withholds; for information. It ends with the pin, or when the package is installed.
 */
final class KernelHeld implements WholeHostRule {

    static final String ID = "kernel-held";

    /** A pin that is changed may allow what it did not, and this is known without dnf. */
    private static final Set<String> OF_VERSIONS = Set.of("kernel-outside-pin", "kernel-denied");

    @Override
    public String id() {
        return ID;
    }

    @Override
    public List<Finding> check(List<Pin> pins, HostOnDisk host) {
        List<Finding> findings = new ArrayList<>();
        for (KeptOut each : host.keptOut()) {
            if (!isInstalled(each, host)) {
                findings.addAll(findings(each, pins));
            }
        }
        return findings;
    }

    /** One finding, by the first pin that still keeps the package out; none if none does. */
    static List<Finding> findings(KeptOut kept, List<Pin> pins) {
        for (Pin pin : pins) {
            boolean isPermitted =
                    OF_VERSIONS.containsAll(kept.rules()) && pin.permits(kept.rpm().evr());
            if (kept.pins().contains(pin.id()) && !isPermitted) {
                return List.of(finding(kept, pin));
            }
        }
        return List.of();
    }

    private static boolean isInstalled(KeptOut kept, HostOnDisk host) {
        Nevra rpm = kept.rpm();
        for (List<RpmPackage> providers : host.packages().providers().values()) {
            for (RpmPackage each : providers) {
                if (each.nevra().compareTo(rpm) == 0) {
                    return true;
                }
            }
        }
        String uname = rpm.evr().version() + "-" + rpm.evr().release() + "." + rpm.arch();
        for (KernelOnDisk kernel : host.kernels()) {
            // Those of other variants say more behind that.
            if (kernel.release().text().startsWith(uname)) {
                return true;
            }
        }
        return false;
    }

    private static Finding finding(KeptOut kept, Pin pin) {
        String how = kept.verdict().equals("hold") ? "held back" : "refused";
        return new Finding(
                ID,
                Severity.INFO,
                pin.id(),
                new Subject.KeptOut(kept.rpm().toString()),
                how + " since " + kept.since() + " by pin " + pin.id() + ", last on " + kept.last(),
                details(kept.withheld()),
                pin.reason(),
                pin.location(),
                List.of());
    }

    private static List<String> details(@Nullable Withheld withheld) {
        if (withheld == null) {
            return List.of();
        }
        List<String> details = new ArrayList<>();
        details.add("withheld: " + withheld.describe());
        details.addAll(withheld.describeNewest());
        return details;
    }
}
