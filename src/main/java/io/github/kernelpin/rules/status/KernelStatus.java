package io.github.kernelpin.rules.status;

import io.github.kernelpin.model.disk.KernelOnDisk;
import io.github.kernelpin.model.pin.AllowanceStatus;
import io.github.kernelpin.model.pin.Pin;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One installed kernel, seen from the pins.
 *
 * @param violated the pins that are about it and do not allow it
 * @param allowance the allowance in kernelpin.conf, in force or not; null for none
 * @param modules in alphabetical order
 */
public record KernelStatus(
        KernelOnDisk kernel,
        boolean running,
        boolean bootsNext,
        List<String> violated,
        @Nullable AllowanceStatus allowance,
        List<ModuleState> modules) {

    public KernelStatus {
        violated = List.copyOf(violated);
        modules = List.copyOf(modules);
    }

    /**
     * A kernel of which only the modules are of interest.
     *
     * @param allowance as {@link #allowance}
     */
    public static KernelStatus ofModules(
            KernelOnDisk kernel, List<Pin> pins, @Nullable AllowanceStatus allowance) {
        List<ModuleState> modules = new ModulesOfKernel(kernel, pins).states();
        return new KernelStatus(kernel, false, false, List.of(), allowance, modules);
    }

    /**
     * How a pinned module stands with this kernel.
     *
     * @throws IllegalArgumentException if no pin names the module
     */
    public ModuleState stateOf(Pin.PinnedModule module) {
        for (ModuleState state : modules) {
            if (state.module().equals(module.fileName())) {
                return state;
            }
        }
        throw new IllegalArgumentException(module.name() + " is in no pin");
    }

    /** Tells whether an allowance for it is in force. */
    public boolean isAllowedByName() {
        AllowanceStatus said = allowance;
        return said != null && said.isInForce();
    }
}
