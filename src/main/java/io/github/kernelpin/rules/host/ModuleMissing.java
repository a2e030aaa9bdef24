package io.github.kernelpin.rules.host;

import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.verdict.Finding;
import io.github.kernelpin.rules.status.KernelStatus;
import io.github.kernelpin.rules.status.ModuleState;
import java.util.ArrayList;
import java.util.List;

/**
 * Fires when the kernel that boots next would not get a pinned module: no file of it is there, a
 * link leads nowhere, or the kernel's own module of that name is taken instead; as grave as the
 * pin's action, whatever is said about symbols.
 */
final class ModuleMissing implements HostRule {

    static final String ID = "module-missing";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public List<Finding> check(Pin pin, KernelStatus next) {
        List<Finding> findings = new ArrayList<>();
        for (Pin.PinnedModule module : pin.modules()) {
            ModuleState state = next.stateOf(module);
            if (state.isMissing()) {
                findings.add(state.finding(ID, pin.severity(), pin, module, next.kernel()));
            }
        }
        return findings;
    }
}
