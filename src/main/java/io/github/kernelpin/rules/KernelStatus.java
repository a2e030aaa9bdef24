package io.github.kernelpin.rules;

import io.github.kernelpin.model.KernelOnDisk;
import java.util.List;

/**
 * One installed kernel, seen from the pins.
 *
 * @param violated the pins that are about it and do not allow it
 * @param modules in alphabetical order
 */
public record KernelStatus(
        KernelOnDisk kernel,
        boolean running,
        boolean bootsNext,
        List<String> violated,
        List<ModuleState> modules) {

    public KernelStatus {
        violated = List.copyOf(violated);
        modules = List.copyOf(modules);
    }
}
