package io.github.kernelpin.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kernelpin.model.verdict.Finding;
import io.github.kernelpin.rules.Judge;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Properties that hold for worlds without trouble would say nothing. */
final class WorldsTest {

    private static final int EACH_MIN = Worlds.COUNT / 100;

    @Test
    void everyRuleFiresOftenWithEverySeverityThatItHas() {
        Map<String, Integer> counts = new TreeMap<>();
        for (int seed = 0; seed < Worlds.COUNT; seed++) {
            Outcome outcome = Outcome.of(Worlds.get(seed));
            for (Finding finding : outcome.verdict().findings()) {
                counts.merge(finding.rule() + " " + finding.severity().id(), 1, Integer::sum);
            }
        }
        for (String rule : Judge.transactionRuleIds()) {
            boolean onlyWarns = rule.equals("boot-default-outside-pin");
            assertTrue(onlyWarns || isOften(counts, rule + " refuse"), counts.toString());
            assertTrue(isOften(counts, rule + " warn"), counts.toString());
        }
        for (String rule : new String[] {"kernel-outside-pin", "kernel-denied", "symbol-changed"}) {
            assertTrue(isOften(counts, rule + " allowed"), counts.toString());
        }
    }

    @Test
    void bothVerdictsAreCommonAndSoIsHavingNothingToSay() {
        Map<String, Integer> counts = new TreeMap<>();
        for (int seed = 0; seed < Worlds.COUNT; seed++) {
            Outcome outcome = Outcome.of(Worlds.get(seed));
            String said = outcome.message().isEmpty() ? " silently" : "";
            counts.merge((outcome.isRefusal() ? "denied" : "allowed") + said, 1, Integer::sum);
        }
        for (String kind : new String[] {"denied", "allowed", "allowed silently"}) {
            assertTrue(counts.getOrDefault(kind, 0) > Worlds.COUNT / 10, counts.toString());
        }
        assertEquals(3, counts.size(), counts.toString());
    }

    private static boolean isOften(Map<String, Integer> counts, String what) {
        return counts.getOrDefault(what, 0) >= EACH_MIN;
    }
}
