package io.github.kernelpin.rules;

import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.transaction.Transaction;
import io.github.kernelpin.model.verdict.Finding;
import io.github.kernelpin.model.verdict.Subject;
import io.github.kernelpin.rules.removal.Eviction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Fires when the package of a pinned module leaves and nothing replaces it; as grave as the pin's
 * action.
 *
 * <p>A package that provides the pinned name replaces it; one that merely obsoletes it does not.
 */
final class ModuleRemoved implements Rule {

    static final String ID = "module-removed";

    private static final int LISTED_MAX = 5;

    @Override
    public String id() {
        return ID;
    }

    @Override
    public List<Finding> check(Pin pin, Transaction transaction) {
        List<Finding> findings = new ArrayList<>();
        for (Pin.PinnedModule module : pin.modules()) {
            RpmPackage lost = lost(module, transaction);
            if (lost != null) {
                findings.add(finding(pin, module, lost, transaction));
            }
        }
        return findings;
    }

    /** The newest package that carries the module and leaves without a successor, or null. */
    private static @Nullable RpmPackage lost(Pin.PinnedModule module, Transaction transaction) {
        if (module.packageName().isEmpty()) {
            return null;
        }
        Set<String> architectures = new TreeSet<>();
        for (RpmPackage each : transaction.after()) {
            if (each.provides(module.packageName())) {
                architectures.add(each.nevra().arch());
            }
        }
        List<RpmPackage> all = new ArrayList<>();
        for (RpmPackage leaving : transaction.before()) {
            // A module of another architecture does not load.
            boolean hasSuccessor =
                    architectures.contains(leaving.nevra().arch())
                            || architectures.contains("noarch");
            if (!hasSuccessor && leaving.provides(module.packageName())) {
                all.add(leaving);
            }
        }
        return all.isEmpty() ? null : Collections.max(all, RpmPackage.BY_VERSION);
    }

    private static Finding finding(
            Pin pin, Pin.PinnedModule module, RpmPackage leaving, Transaction transaction) {
        List<String> details = new ArrayList<>();
        List<RpmPackage> replacements = transaction.replacementsOf(leaving);
        for (RpmPackage replacement :
                replacements.subList(0, Math.min(replacements.size(), LISTED_MAX))) {
            details.add(
                    "obsoleted by "
                            + replacement
                            + ", which does not provide "
                            + module.packageName());
        }
        if (replacements.size() > LISTED_MAX) {
            details.add("and by " + (replacements.size() - LISTED_MAX) + " more");
        }
        return new Finding(
                ID,
                pin.severity(),
                pin.id(),
                new Subject.Change(Subject.Direction.OUTGOING, leaving),
                "the package of module " + module.name() + ", which pin " + pin.id() + " needs",
                details,
                pin.reason(),
                module.location(),
                Eviction.culprits(leaving, transaction));
    }
}
