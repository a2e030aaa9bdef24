package io.github.kernelpin.rules.host;

import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.verdict.Finding;
import io.github.kernelpin.model.verdict.Severity;
import io.github.kernelpin.rules.status.KernelStatus;
import io.github.kernelpin.rules.status.ModuleState;
import java.util.ArrayList;
import java.util.List;

/**
 * Fires when it cannot be told whether a pinned module loads in the kernel that boots next: a
 * warning, as grave as the pin's action where symbols are strict or the file, or that of a module
 * that it needs, cannot be read.
 */
final class ModuleUnknown implements HostRule {

    static final String ID = "module-unknown";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public List<Finding> check(Pin pin, KernelStatus next) {
        List<Finding> findings = new ArrayList<>();
        for (Pin.PinnedModule module : pin.modules()) {
            ModuleState state = next.stateOf(module);
            if (state.loading() == ModuleState.Loading.UNKNOWN) {
                findings.add(
                        state.finding(
                                ID, severity(pin, module, state), pin, module, next.kernel()));
            }
        }
        return findings;
    }

    private static Severity severity(Pin pin, Pin.PinnedModule module, ModuleState state) {
        boolean isGrave =
                state.cause() == ModuleState.Cause.UNREADABLE
                        || state.cause() == ModuleState.Cause.NEEDS_UNREADABLE
                        || module.symbols() == Pin.SymbolPolicy.STRICT;
        return isGrave ? pin.severity() : Severity.WARN;
    }
}
