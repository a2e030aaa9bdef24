package io.github.kernelpin.rules.host;

import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.verdict.Finding;
import io.github.kernelpin.model.verdict.Severity;
import io.github.kernelpin.rules.status.KernelStatus;
import io.github.kernelpin.rules.status.ModuleState;
import java.util.ArrayList;
import java.util.List;

/**
 * Fires when a pinned module is there and does not load in the kernel that boots next; as grave as
 * the module's symbols setting.
 */
final class ModuleDoesNotLoad implements HostRule {

    static final String ID = "module-does-not-load";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public List<Finding> check(Pin pin, KernelStatus next) {
        List<Finding> findings = new ArrayList<>();
        for (Pin.PinnedModule module : pin.modules()) {
            ModuleState state = next.stateOf(module);
            if (state.loading() == ModuleState.Loading.DOES_NOT_LOAD && !state.isMissing()) {
                findings.add(state.finding(ID, severity(pin, module), pin, module, next.kernel()));
            }
        }
        return findings;
    }

    private static Severity severity(Pin pin, Pin.PinnedModule module) {
        return switch (module.symbols()) {
            case ON, STRICT -> pin.severity();
            case WARN, OFF -> Severity.WARN;
        };
    }
}
