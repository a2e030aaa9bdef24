package io.github.kernelpin.report.command;

import io.github.kernelpin.model.pin.Allowance;
import io.github.kernelpin.model.pin.Allowances;
import io.github.kernelpin.report.text.Colors;
import io.github.kernelpin.report.text.Table;
import java.util.Map;
import java.util.TreeMap;

/** The table of the kernels that are let in by name. */
public final class AllowText {

    private AllowText() {}

    /**
     * A line for each of them, with the reason where its kernel comes first.
     *
     * @param reasons by kernel
     */
    public static String of(Allowances waivers, Map<String, String> reasons, Colors ink) {
        if (waivers.all().isEmpty()) {
            return "no kernel is let in by name\n";
        }
        Map<String, String> unsaid = new TreeMap<>(reasons);
        Table table = new Table(ink, "KERNEL", "UNTIL", "REASON");
        for (Allowance each : waivers.all()) {
            String reason = unsaid.remove(each.kernel());
            table.add(each.kernel(), until(each, waivers.date()), reason == null ? "" : reason);
            if (!each.isInForce(waivers.date())) {
                table.paint(1, Colors.Tone.UNSURE);
            }
        }
        return table.text();
    }

    private static String until(Allowance waiver, String date) {
        String expires = waiver.expires();
        if (expires == null) {
            return "for ever";
        }
        if (!Allowance.isDate(expires)) {
            return expires + " (no date: does not count)";
        }
        return waiver.isInForce(date) ? expires : expires + " (expired)";
    }
}
