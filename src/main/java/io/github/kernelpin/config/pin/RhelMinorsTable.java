package io.github.kernelpin.config.pin;

import io.github.kernelpin.model.kernel.KernelMinor;
import io.github.kernelpin.model.kernel.RhelMinors;
import java.util.List;

/**
 * The table of RHEL minors that comes with kernelpin: RHEL minor, kernel version, build number.
 *
 * <p>A new minor is a new row. It is code because the hook would take as long to open its own jar
 * for a resource as to read the request.
 */
public final class RhelMinorsTable {

    private RhelMinorsTable() {}

    public static RhelMinors load() {
        return new RhelMinors(
                List.of(
                        row("7.0", "3.10.0", 123),
                        row("7.1", "3.10.0", 229),
                        row("7.2", "3.10.0", 327),
                        row("7.3", "3.10.0", 514),
                        row("7.4", "3.10.0", 693),
                        row("7.5", "3.10.0", 862),
                        row("7.6", "3.10.0", 957),
                        row("7.7", "3.10.0", 1062),
                        row("7.8", "3.10.0", 1127),
                        row("7.9", "3.10.0", 1160),
                        row("8.0", "4.18.0", 80),
                        row("8.1", "4.18.0", 147),
                        row("8.2", "4.18.0", 193),
                        row("8.3", "4.18.0", 240),
                        row("8.4", "4.18.0", 305),
                        row("8.5", "4.18.0", 348),
                        row("8.6", "4.18.0", 372),
                        row("8.7", "4.18.0", 425),
                        row("8.8", "4.18.0", 477),
                        row("8.9", "4.18.0", 513),
                        row("8.10", "4.18.0", 553),
                        row("9.0", "5.14.0", 70),
                        row("9.1", "5.14.0", 162),
                        row("9.2", "5.14.0", 284),
                        row("9.3", "5.14.0", 362),
                        row("9.4", "5.14.0", 427),
                        row("9.5", "5.14.0", 503),
                        row("9.6", "5.14.0", 570),
                        row("9.7", "5.14.0", 611),
                        row("9.8", "5.14.0", 687),
                        row("10.0", "6.12.0", 55),
                        row("10.1", "6.12.0", 124),
                        row("10.2", "6.12.0", 211)));
    }

    private static RhelMinors.Row row(String rhel, String version, long build) {
        return new RhelMinors.Row(rhel, new KernelMinor(version, build));
    }
}
