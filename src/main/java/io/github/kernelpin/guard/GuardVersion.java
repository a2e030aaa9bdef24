package io.github.kernelpin.guard;

import io.github.kernelpin.model.rpm.Evr;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The version that a guard gets: one that upgrades the guard of the same pin as it was before.
 *
 * @param wanted a version without release
 * @param isDemanded whether somebody asked for it, rather than the age of the pin file
 */
public record GuardVersion(String wanted, boolean isDemanded) {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd.HHmmss", Locale.ROOT);

    /** A guard that was built before, and the digest of what is in it. */
    public record Built(Evr version, String digest) {}

    /** The version for a pin that was last changed at a moment. */
    public static GuardVersion at(long epochSecond) {
        String stamp = STAMP.format(Instant.ofEpochSecond(epochSecond).atOffset(ZoneOffset.UTC));
        return new GuardVersion(stamp, false);
    }

    /**
     * The version of a guard, given the newest one that was built before.
     *
     * @return that one's if they are alike
     * @throws IllegalArgumentException if the version demanded would not upgrade what is there
     */
    public Evr after(@Nullable Built newest, String digest) {
        Evr first = new Evr(0, wanted, "1");
        if (newest == null) {
            return first;
        }
        Evr previous = newest.version();
        int order = new Evr(0, wanted, "").compareForDependency(previous);
        if (newest.digest().equals(digest) && (order == 0 || !isDemanded)) {
            return previous;
        }
        if (order > 0) {
            return first;
        }
        if (order < 0 && isDemanded) {
            throw new IllegalArgumentException(
                    "version " + wanted + " would not upgrade " + previous + ", which is there");
        }
        return new Evr(0, previous.version(), next(previous.release()));
    }

    private static String next(String release) {
        try {
            return String.valueOf(Integer.parseInt(release) + 1);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("the release " + release + " is no number", e);
        }
    }
}
