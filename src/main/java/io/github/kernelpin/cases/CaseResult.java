package io.github.kernelpin.cases;

import io.github.kernelpin.model.verdict.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** How one test case ended. */
public sealed interface CaseResult {

    /** How a test case can end. */
    enum Outcome {
        PASS("pass"),
        FAIL("fail"),
        /** The case itself is broken, and proves nothing. */
        ERROR("error");

        private final String id;

        Outcome(String id) {
            this.id = id;
        }

        /** Its name in JSON. */
        public String id() {
            return id;
        }
    }

    /** What no other case of the run is called. */
    String name();

    /** The line of the case that decides. */
    SourceLocation location();

    Outcome outcome();

    /** What is wrong, a line each; empty if the case passes. */
    List<String> problems();

    /** What differs, by ids that don't change: those of rules, or a word for something else. */
    List<String> differences();

    /** A case whose transaction was judged. */
    record Judged(String name, SourceLocation location, CaseVerdict expected, CaseVerdict actual)
            implements CaseResult {

        @Override
        public Outcome outcome() {
            return problems().isEmpty() ? Outcome.PASS : Outcome.FAIL;
        }

        @Override
        public List<String> problems() {
            List<String> problems = new ArrayList<>();
            if (expected.decision() != actual.decision()) {
                problems.add("expected " + expected.id() + ", got " + actual.id());
            }
            List<String> missing = expected.rulesNotIn(actual);
            if (!missing.isEmpty()) {
                problems.add("rules that found nothing: " + String.join(", ", missing));
            }
            List<String> unexpected = actual.rulesNotIn(expected);
            if (!unexpected.isEmpty()) {
                problems.add("rules that nobody expected: " + String.join(", ", unexpected));
            }
            addMessage(problems);
            return List.copyOf(problems);
        }

        private void addMessage(List<String> problems) {
            if (isMessageRight()) {
                return;
            }
            String[] wanted = lines(expected.message());
            String[] got = lines(actual.message());
            int line = 0;
            while (line < wanted.length && line < got.length && wanted[line].equals(got[line])) {
                line++;
            }
            problems.add("the message differs in line " + (line + 1));
            problems.add("  expected: " + (line < wanted.length ? wanted[line] : "(its end)"));
            problems.add("  got:      " + (line < got.length ? got[line] : "(its end)"));
        }

        private boolean isMessageRight() {
            String message = expected.message();
            return message == null || message.equals(actual.message());
        }

        private static String[] lines(@Nullable String text) {
            return text == null || text.isEmpty() ? new String[0] : text.split("\n", -1);
        }

        @Override
        public List<String> differences() {
            Set<String> rules = new TreeSet<>(expected.rulesNotIn(actual));
            rules.addAll(actual.rulesNotIn(expected));
            if (rules.isEmpty() && expected.decision() != actual.decision()) {
                return List.of("verdict");
            }
            return rules.isEmpty() && !isMessageRight() ? List.of("message") : List.copyOf(rules);
        }
    }

    /**
     * A case that could not be judged.
     *
     * @param isForPins whether the case itself is good and its pins are not
     */
    record Broken(String name, SourceLocation location, List<String> problems, boolean isForPins)
            implements CaseResult {

        public Broken {
            problems = List.copyOf(problems);
        }

        @Override
        public Outcome outcome() {
            return Outcome.ERROR;
        }

        @Override
        public List<String> differences() {
            return List.of(isForPins ? "bad-pins" : "broken-case");
        }
    }

    /** How many cases ended this way. */
    static int count(List<CaseResult> results, Outcome outcome) {
        int count = 0;
        for (CaseResult result : results) {
            count += result.outcome() == outcome ? 1 : 0;
        }
        return count;
    }
}
