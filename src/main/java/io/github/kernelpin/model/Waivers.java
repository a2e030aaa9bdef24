package io.github.kernelpin.model;

import java.util.ArrayList;
import java.util.List;

/**
 * The kernels that the operator lets in against the pins, and the day that this is judged as of.
 *
 * @param date as in 2026-11-23; empty where it is not known, and no waiver with a date counts
 */
public record Waivers(List<Waiver> all, String date) {

    public Waivers {
        all = List.copyOf(all);
    }

    /** Reads {@code KERNEL} and {@code KERNEL@DATE}. */
    public static Waivers parse(List<String> words, String date) {
        List<Waiver> waivers = new ArrayList<>();
        for (String word : words) {
            waivers.add(Waiver.parse(word));
        }
        return new Waivers(waivers, date);
    }

    /** Tells whether anything depends on a date that is not known yet. */
    public boolean needDate() {
        boolean any = false;
        for (Waiver each : all) {
            any |= each.expires() != null;
        }
        return any && date.isEmpty();
    }

    /** The same on a certain day, unless the day is known already. */
    public Waivers asOf(String today) {
        return date.isEmpty() ? new Waivers(all, today) : this;
    }

    /** The kernels of those that are in force. */
    public List<String> kernels() {
        List<String> kernels = new ArrayList<>();
        for (Waiver each : all) {
            if (each.isInForce(date)) {
                kernels.add(each.kernel());
            }
        }
        return kernels;
    }

    /** Why a kernel is not let in although it was once; empty if it never was, or still is. */
    public String whyNot(Nevra kernel) {
        String why = "";
        for (Waiver each : all) {
            String expires = each.expires();
            if (each.concerns(kernel) && each.isInForce(date)) {
                return "";
            }
            if (!each.concerns(kernel) || expires == null) {
                continue;
            }
            why =
                    Waiver.isDate(expires)
                            ? "the allowance of " + each.kernel() + " expired on " + expires
                            : "the allowance " + each + " does not count: expected a date after @";
        }
        return why;
    }
}
