package io.github.kernelpin.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

    /** What is said of a kernel: by what lets it in or else by the last that does not; or null. */
    public @Nullable Allowance of(Evr evr, String arch) {
        Allowance found = null;
        for (Waiver each : all) {
            if (each.concerns(evr, arch)) {
                found = new Allowance(each, state(each));
                if (found.isInForce()) {
                    return found;
                }
            }
        }
        return found;
    }

    private Allowance.State state(Waiver waiver) {
        String expires = waiver.expires();
        if (waiver.isInForce(date)) {
            return Allowance.State.IN_FORCE;
        }
        return expires != null && Waiver.isDate(expires)
                ? Allowance.State.EXPIRED
                : Allowance.State.NO_DATE;
    }

    /** Why a kernel is not let in although it was once; empty if it never was, or still is. */
    public String whyNot(Nevra kernel) {
        Allowance allowance = of(kernel.evr(), kernel.arch());
        return allowance == null || allowance.isInForce() ? "" : allowance.describe();
    }
}
