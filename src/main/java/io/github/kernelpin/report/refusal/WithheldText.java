package io.github.kernelpin.report.refusal;

import io.github.kernelpin.model.advisory.Withheld;
import io.github.kernelpin.model.transaction.Request;
import io.github.kernelpin.model.transaction.Rest;
import io.github.kernelpin.model.verdict.Finding;
import io.github.kernelpin.model.verdict.Verdict;
import io.github.kernelpin.report.text.TextWrapper;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What keeping something out costs: since when, and which security advisories do not arrive. */
final class WithheldText {

    private final String since;
    private final @Nullable Withheld withheld;

    WithheldText(Request request, Verdict verdict) {
        Rest rest = request.rest();
        this.withheld = rest == null ? null : rest.withheld();
        this.since = since(request, verdict);
    }

    /** The earliest day that is remembered of anything that is kept out; empty if there is none. */
    private static String since(Request request, Verdict verdict) {
        String earliest = "";
        for (Finding finding : verdict.grave()) {
            String day =
                    request.keptOutSince()
                            .getOrDefault(finding.change().rpm().nevra().toString(), "");
            if (!day.isEmpty() && (earliest.isEmpty() || day.compareTo(earliest) < 0)) {
                earliest = day;
            }
        }
        return earliest;
    }

    /** Lines of their own; nothing where nothing is known of it. */
    void append(StringBuilder text) {
        if (!since.isEmpty()) {
            TextWrapper.append(text, "  ", "kept out since " + since);
        }
        if (withheld == null) {
            return;
        }
        List<String> newest = withheld.describeNewest();
        TextWrapper.append(
                text, "  ", "withheld: " + withheld.describe() + (newest.isEmpty() ? "" : ":"));
        for (String each : newest) {
            TextWrapper.append(text, "    ", each);
        }
    }

    /** The same in a few words, to go on with in a line; empty where nothing is known of it. */
    String brief() {
        List<String> parts = new ArrayList<>();
        if (!since.isEmpty()) {
            parts.add(", since " + since);
        }
        if (withheld != null && !withheld.advisories().isEmpty()) {
            parts.add(", withholds " + withheld.describe());
        }
        return String.join("", parts);
    }
}
