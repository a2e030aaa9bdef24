package io.github.kernelpin.rules;

import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.rpm.VersionRange;
import io.github.kernelpin.model.transaction.Transaction;
import io.github.kernelpin.model.verdict.Finding;
import io.github.kernelpin.model.verdict.Subject;
import java.util.ArrayList;
import java.util.List;

/**
 * Fires when an incoming package of a pinned module has a version outside the tested range; as
 * grave as the pin's action.
 *
 * <p>A package of another name that provides the pinned one is judged by the version it provides it
 * in.
 */
final class ModuleVersionUntested implements Rule {

    static final String ID = "module-version-untested";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public List<Finding> check(Pin pin, Transaction transaction) {
        List<Finding> findings = new ArrayList<>();
        for (Pin.PinnedModule module : pin.modules()) {
            VersionRange tested = module.version();
            if (tested == null || module.packageName().isEmpty()) {
                continue;
            }
            for (RpmPackage arriving : transaction.incoming()) {
                if (arriving.provides(module.packageName())
                        && !arriving.provides(module.packageName(), tested)) {
                    findings.add(finding(pin, module, tested, arriving));
                }
            }
        }
        return findings;
    }

    private static Finding finding(
            Pin pin, Pin.PinnedModule module, VersionRange tested, RpmPackage arriving) {
        return new Finding(
                ID,
                pin.severity(),
                pin.id(),
                new Subject.Change(Subject.Direction.INCOMING, arriving),
                "untested with pin "
                        + pin.id()
                        + ": module "
                        + module.name()
                        + " is to be "
                        + tested,
                tested.hint(arriving.evr()),
                pin.reason(),
                module.location(),
                List.of(arriving.nevra()));
    }
}
