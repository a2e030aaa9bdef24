package io.github.kernelpin.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kernelpin.cases.CaseResult;
import io.github.kernelpin.cases.CaseVerdict;
import io.github.kernelpin.cases.run.CaseRunner;
import io.github.kernelpin.host.process.ProcessRunner;
import io.github.kernelpin.model.verdict.Finding;
import io.github.kernelpin.rules.Judge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        for (String rule : Judge.ruleIds()) {
            boolean onlyWarns = rule.equals("fallback-lost");
            boolean mostlyWarns = rule.equals("boot-default-outside-pin");
            if (!onlyWarns) {
                expectOften(counts, rule + " refuse", mostlyWarns ? EACH_MIN / 2 : EACH_MIN);
            }
            expectOften(counts, rule + " warn");
        }
        for (String rule : new String[] {"kernel-outside-pin", "kernel-denied", "symbol-changed"}) {
            expectOften(counts, rule + " allowed");
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

    /** Where a property fails, its world is printed as one. */
    @Test
    void aWorldIsACaseThatIsJudgedAlike(@TempDir Path scratch) throws IOException {
        for (int seed = 0; seed < Worlds.COUNT; seed += 20) {
            World world = Worlds.get(seed);
            if (world.of(World.Part.TRANSACTION).isEmpty()) {
                continue;
            }
            Path file = Files.writeString(scratch.resolve(seed + ".case.toml"), world.toml());
            try (CaseRunner runner = new CaseRunner(new ProcessRunner())) {
                CaseResult result = runner.run(file);
                CaseResult.Judged judged =
                        assertInstanceOf(
                                CaseResult.Judged.class, result, result.problems().toString());
                Outcome outcome = Outcome.of(world);
                List<String> rules =
                        outcome.verdict().findings().stream().map(Finding::rule).toList();
                assertEquals(
                        new CaseVerdict(
                                outcome.verdict().decision(), rules, judged.actual().message()),
                        judged.actual(),
                        world.toml());
            }
        }
    }

    private static void expectOften(Map<String, Integer> counts, String what) {
        expectOften(counts, what, EACH_MIN);
    }

    private static void expectOften(Map<String, Integer> counts, String what, int least) {
        assertTrue(
                counts.getOrDefault(what, 0) >= least,
                "\"" + what + "\" is too rare in Worlds: expected " + least + ", got " + counts);
    }
}
