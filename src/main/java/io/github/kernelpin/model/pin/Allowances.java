package io.github.kernelpin.model.pin;

import io.github.kernelpin.model.rpm.Evr;
import io.github.kernelpin.model.rpm.Nevra;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The kernels that the operator allows by name against the pins, and the day that this is judged as
 * of.
 *
 * @param date as in 2026-11-23; empty where it is not known, and no allowance with a date counts
 */
public record Allowances(List<Allowance> all, String date) {

    public Allowances {
        all = List.copyOf(all);
    }

    /** Reads {@code KERNEL} and {@code KERNEL@DATE}. */
    public static Allowances parse(List<String> words, String date) {
        List<Allowance> allowances = new ArrayList<>();
        for (String word : words) {
            allowances.add(Allowance.parse(word));
        }
        return new Allowances(allowances, date);
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

    /** The allowance in force for a kernel, or else the last one that is not in force; or null. */
    public @Nullable AllowanceStatus of(Evr evr, String arch) {
        AllowanceStatus found = null;
        for (Allowance each : all) {
            if (each.appliesTo(evr, arch)) {
                found = new AllowanceStatus(each, state(each));
                if (found.isInForce()) {
                    return found;
                }
            }
        }
        return found;
    }

    private AllowanceStatus.State state(Allowance allowance) {
        String expires = allowance.expires();
        if (allowance.isInForce(date)) {
            return AllowanceStatus.State.IN_FORCE;
        }
        return expires != null && Allowance.isDate(expires)
                ? AllowanceStatus.State.EXPIRED
                : AllowanceStatus.State.NO_DATE;
    }

    /** Why the allowance of a kernel no longer counts; empty if it has none, or one in force. */
    public String lapseReason(Nevra kernel) {
        AllowanceStatus allowance = of(kernel.evr(), kernel.arch());
        return allowance == null || allowance.isInForce() ? "" : allowance.describe();
    }
}
