package io.github.kernelpin.report.command;

import io.github.kernelpin.report.text.Colors.Tone;
import io.github.kernelpin.rules.status.KernelCheck;
import io.github.kernelpin.rules.status.ModuleState;

/** Which tone the state of a module or the direction of a kernel has on a terminal. */
final class Tones {

    private Tones() {}

    static Tone of(ModuleState.Loading loading) {
        return switch (loading) {
            case LOADS -> Tone.GOOD;
            case UNKNOWN -> Tone.UNSURE;
            case DOES_NOT_LOAD -> Tone.BAD;
        };
    }

    static Tone of(KernelCheck.Outcome outcome) {
        return switch (outcome) {
            case ALLOWED -> Tone.GOOD;
            case ALLOWED_BY_NAME -> Tone.UNSURE;
            case HELD, REFUSED -> Tone.BAD;
        };
    }
}
