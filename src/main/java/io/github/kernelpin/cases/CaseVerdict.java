package io.github.kernelpin.cases;

import io.github.kernelpin.model.verdict.Decision;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A verdict as a test case expects it, or as it turned out.
 *
 * @param rules the ids of the rules that found something, however grave
 * @param message the whole text; null where any will do
 */
public record CaseVerdict(Decision decision, List<String> rules, @Nullable String message) {

    public CaseVerdict {
        rules = List.copyOf(new TreeSet<>(rules));
    }

    /** The word that case files and verdicts use. */
    public String id() {
        return decision.id();
    }

    /** The rules of this one that another one lacks. */
    List<String> rulesNotIn(CaseVerdict other) {
        Set<String> rules = new TreeSet<>(rules());
        rules.removeAll(other.rules());
        return List.copyOf(rules);
    }
}
