package io.github.kernelpin.report.command;

import io.github.kernelpin.model.pin.Allowance;
import io.github.kernelpin.model.pin.Allowances;
import io.github.kernelpin.report.text.Colors;
import io.github.kernelpin.report.text.Table;
import java.util.Map;
import java.util.TreeMap;

/** The table of the kernels that are allowed by name. */
public final class AllowText {

    private AllowText() {}

    /**
     * A line for each of them, with the reason where its kernel comes first.
     *
     * @param reasons by kernel
     */
    public static String of(Allowances allowances, Map<String, String> reasons, Colors ink) {
        if (allowances.all().isEmpty()) {
            return "no kernel is allowed by name\n";
        }
        Map<String, String> unsaid = new TreeMap<>(reasons);
        Table table = new Table(ink, "KERNEL", "UNTIL", "REASON");
        for (Allowance each : allowances.all()) {
            String reason = unsaid.remove(each.kernel());
            table.add(each.kernel(), until(each, allowances.date()), reason == null ? "" : reason);
            if (!each.isInForce(allowances.date())) {
                table.paint(1, Colors.Tone.UNSURE);
            }
        }
        return table.text();
    }

    private static String until(Allowance allowance, String date) {
        String expires = allowance.expires();
        if (expires == null) {
            return "for ever";
        }
        if (!Allowance.isDate(expires)) {
            return expires + " (no date: does not count)";
        }
        return allowance.isInForce(date) ? expires : expires + " (expired)";
    }
}
