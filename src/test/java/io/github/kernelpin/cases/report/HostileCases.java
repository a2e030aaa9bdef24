package io.github.kernelpin.cases.report;

import io.github.kernelpin.cases.CaseResult;
import io.github.kernelpin.cases.CaseVerdict;
import io.github.kernelpin.model.verdict.Decision;
import io.github.kernelpin.model.verdict.SourceLocation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Results that try to break every format: one of each kind, with one text wherever one fits. */
public final class HostileCases {

    private static final String HOSTILE =
            "a<b>&\"'\u001b[31m\r\n::error::]]> %0A,: # TODO \\ \ud800\uffff\u202e";

    private HostileCases() {}

    /** A little of everything. */
    public static List<CaseResult> all() {
        return with(HOSTILE);
    }

    /** One that passes, and four that don't. */
    static List<CaseResult> with(String hostile) {
        SourceLocation here = new SourceLocation("cases/" + hostile + ".case.toml", 7, 3);
        SourceLocation there = new SourceLocation("/srv/a.case.toml", 1, 1);
        return List.of(
                new CaseResult.Judged(
                        "passes",
                        there,
                        verdict(Decision.REFUSE, null),
                        verdict(Decision.REFUSE, "whatever")),
                new CaseResult.Judged(
                        "fails " + hostile,
                        here,
                        new CaseVerdict(Decision.ALLOW, List.of("symbol-changed"), "first\nsecond"),
                        verdict(Decision.REFUSE, "first\n" + hostile + "\nthird")),
                new CaseResult.Judged(
                        "says nothing",
                        there,
                        verdict(Decision.REFUSE, "said"),
                        verdict(Decision.REFUSE, "")),
                new CaseResult.Broken(
                        "cases/" + hostile,
                        here,
                        List.of(here + ": unknown key \"" + hostile + "\"", "another"),
                        false),
                new CaseResult.Broken("pins", there, List.of("a.toml:1:1: bad"), true));
    }

    private static CaseVerdict verdict(Decision decision, @Nullable String message) {
        return new CaseVerdict(decision, List.of("kernel-outside-pin"), message);
    }
}
