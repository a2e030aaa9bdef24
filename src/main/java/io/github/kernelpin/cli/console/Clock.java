package io.github.kernelpin.cli;

import java.time.LocalDate;
import java.time.ZoneOffset;

/** The one clock: everything below the commands is told the date. */
final class Today {

    private Today() {}

    /** As in 2026-11-23. Every host of a fleet has the same date in UTC. */
    static String inUtc() {
        return LocalDate.now(ZoneOffset.UTC).toString();
    }
}
