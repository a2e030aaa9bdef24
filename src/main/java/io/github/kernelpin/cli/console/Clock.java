package io.github.kernelpin.cli.console;

import java.time.LocalDate;
import java.time.ZoneOffset;

/** The one clock: everything below the commands is told the date. */
public final class Clock {

    private Clock() {}

    /** As in 2026-11-23. Every host of a fleet has the same date in UTC. */
    public static String inUtc() {
        return LocalDate.now(ZoneOffset.UTC).toString();
    }
}
