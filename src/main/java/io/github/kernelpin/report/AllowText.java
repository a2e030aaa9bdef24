package io.github.kernelpin.report;

import io.github.kernelpin.model.Waiver;
import io.github.kernelpin.model.Waivers;
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
    public static String of(Waivers waivers, Map<String, String> reasons, Ink ink) {
        if (waivers.all().isEmpty()) {
            return "no kernel is let in by name\n";
        }
        Map<String, String> unsaid = new TreeMap<>(reasons);
        Table table = new Table(ink, "KERNEL", "UNTIL", "REASON");
        for (Waiver each : waivers.all()) {
            String reason = unsaid.remove(each.kernel());
            table.add(each.kernel(), until(each, waivers.date()), reason == null ? "" : reason);
            if (!each.isInForce(waivers.date())) {
                table.paint(1, Ink.Tone.UNSURE);
            }
        }
        return table.text();
    }

    private static String until(Waiver waiver, String date) {
        String expires = waiver.expires();
        if (expires == null) {
            return "for ever";
        }
        if (!Waiver.isDate(expires)) {
            return expires + " (no date: does not count)";
        }
        return waiver.isInForce(date) ? expires : expires + " (expired)";
    }
}
