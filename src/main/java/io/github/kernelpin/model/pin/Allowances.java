package io.github.kernelpin.model.pin;

import io.github.kernelpin.model.rpm.Evr;
import io.github.kernelpin.model.rpm.Nevra;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The kernels that the operator lets in against the pins, and the day that this is judged as of.
 *
 * @param date as in 2026-11-23; empty where it is not known, and no waiver with a date counts
 */
public record Allowances(List<Allowance> all, String date) {

    public Allowances {
        all = List.copyOf(all);
    }

    /** Reads {@code KERNEL} and {@code KERNEL@DATE}. */
    public static Allowances parse(List<String> words, String date) {
        List<Allowance> waivers = new ArrayList<>();
        for (String word : words) {
            waivers.add(Allowance.parse(word));
        }
        return new Allowances(waivers, date);
    }

    /** Tells whether anything depends on a date that is not known yet. */
    public boolean needDate() {
        boolean any = false;
        for (Allowance each : all) {
            any |= each.expires() != null;
        }
        return any && date.isEmpty();
    }

    /** The same on a certain day, unless the day is known already. */
    public Allowances asOf(String today) {
        return date.isEmpty() ? new Allowances(all, today) : this;
    }

    /** The kernels of those that are in force. */
    public List<String> kernels() {
        List<String> kernels = new ArrayList<>();
        for (Allowance each : all) {
            if (each.isInForce(date)) {
                kernels.add(each.kernel());
            }
        }
        return kernels;
    }

    /** What is said of a kernel: by what lets it in or else by the last that does not; or null. */
    public @Nullable AllowanceStatus of(Evr evr, String arch) {
        AllowanceStatus found = null;
        for (Allowance each : all) {
            if (each.concerns(evr, arch)) {
                found = new AllowanceStatus(each, state(each));
                if (found.isInForce()) {
                    return found;
                }
            }
        }
        return found;
    }

    private AllowanceStatus.State state(Allowance waiver) {
        String expires = waiver.expires();
        if (waiver.isInForce(date)) {
            return AllowanceStatus.State.IN_FORCE;
        }
        return expires != null && Allowance.isDate(expires)
                ? AllowanceStatus.State.EXPIRED
                : AllowanceStatus.State.NO_DATE;
    }

    /** Why a kernel is not let in although it was once; empty if it never was, or still is. */
    public String whyNot(Nevra kernel) {
        AllowanceStatus allowance = of(kernel.evr(), kernel.arch());
        return allowance == null || allowance.isInForce() ? "" : allowance.describe();
    }
}
