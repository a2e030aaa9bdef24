package io.github.kernelpin.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kernelpin.model.verdict.Decision;
import io.github.kernelpin.model.verdict.SourceLocation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class CaseResultTest {

    private static final SourceLocation HERE = new SourceLocation("a.case.toml", 1, 1);

    @Test
    void whatDiffersIsSaidOfVerdictRulesAndMessage() {
        CaseResult result =
                judged(
                        new CaseVerdict(Decision.ALLOW, List.of("symbol-changed"), "a\nb\nc"),
                        new CaseVerdict(Decision.REFUSE, List.of("kernel-denied"), "a\nB\nc"));

        assertEquals(CaseResult.Outcome.FAIL, result.outcome());
        assertEquals(
                List.of(
                        "expected allow, got refuse",
                        "rules that found nothing: symbol-changed",
                        "rules that nobody expected: kernel-denied",
                        "the message differs in line 2",
                        "  expected: b",
                        "  got:      B"),
                result.problems());
        assertEquals(List.of("kernel-denied", "symbol-changed"), result.differences());
    }

    @Test
    void aDifferenceHasAnIdEvenIfNoRuleDiffers() {
        assertEquals(
                List.of("verdict"),
                judged(verdict(Decision.REFUSE, null), verdict(Decision.ALLOW, "")).differences());
        assertEquals(
                List.of("message"),
                judged(verdict(Decision.REFUSE, "a"), verdict(Decision.REFUSE, "")).differences());
    }

    @Test
    void aMessageThatEndsTooEarlyOrTooLateDiffers() {
        assertEquals(
                List.of("the message differs in line 2", "  expected: b", "  got:      (its end)"),
                judged(verdict(Decision.REFUSE, "a\nb"), verdict(Decision.REFUSE, "a")).problems());
        assertEquals(
                List.of("the message differs in line 1", "  expected: (its end)", "  got:      a"),
                judged(verdict(Decision.REFUSE, ""), verdict(Decision.REFUSE, "a")).problems());
    }

    @Test
    void whatIsNotExpectedOfTheMessageDoesNotDiffer() {
        CaseResult result = judged(verdict(Decision.REFUSE, null), verdict(Decision.REFUSE, "a"));

        assertEquals(CaseResult.Outcome.PASS, result.outcome());
        assertEquals(List.of(), result.problems());
        assertEquals(List.of(), result.differences());
    }

    @Test
    void theRulesAreASet() {
        assertEquals(
                CaseResult.Outcome.PASS,
                judged(
                                new CaseVerdict(Decision.REFUSE, List.of("b", "a"), null),
                                new CaseVerdict(Decision.REFUSE, List.of("a", "b", "a"), ""))
                        .outcome());
    }

    private static CaseResult judged(CaseVerdict expected, CaseVerdict actual) {
        return new CaseResult.Judged("a", HERE, expected, actual);
    }

    private static CaseVerdict verdict(Decision decision, @Nullable String message) {
        return new CaseVerdict(decision, List.of("kernel-denied"), message);
    }
}
