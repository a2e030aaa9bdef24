package io.github.kernelpin.model.disk;

import io.github.kernelpin.model.advisory.Withheld;
import io.github.kernelpin.model.rpm.Nevra;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A package that dnf would have installed and a pin has kept out, as the last run of dnf left it.
 *
 * @param rules the ids of the rules that it broke
 * @param verdict what became of the transaction: "hold" or "refuse"
 * @param since the first day, in UTC, on which this build was kept out, {@code YYYY-MM-DD}
 * @param last the last day, likewise
 * @param withheld the security advisories that did not arrive with it; null where nobody asked
 */
public record KeptOut(
        Nevra rpm,
        List<String> pins,
        List<String> rules,
        String verdict,
        String since,
        String last,
        @Nullable Withheld withheld) {

    public KeptOut {
        pins = List.copyOf(pins);
        rules = List.copyOf(rules);
    }
}
