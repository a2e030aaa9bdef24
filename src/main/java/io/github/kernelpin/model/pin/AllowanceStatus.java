package io.github.kernelpin.model.pin;

/** What the operator's waivers come to for one kernel. */
public record AllowanceStatus(Allowance waiver, State state) {

    /** Whether a kernel that is named in {@code allow} is let in. */
    public enum State {
        IN_FORCE("in-force"),
        EXPIRED("expired"),
        /** What should be its last day is no date, so that it does not count. */
        NO_DATE("no-date");

        private final String word;

        State(String word) {
            this.word = word;
        }

        /** The word that JSON uses. */
        public String word() {
            return word;
        }
    }

    /** Tells whether the kernel is let in. */
    public boolean isInForce() {
        return state == State.IN_FORCE;
    }

    /** The last day; empty if it has none. */
    public String expires() {
        String last = waiver.expires();
        return last == null ? "" : last;
    }

    /** Until when the kernel is let in, or why it no longer is. */
    public String describe() {
        return switch (state) {
            case IN_FORCE ->
                    expires().isEmpty()
                            ? "let in by name for ever"
                            : "let in by name until " + expires();
            case EXPIRED -> "the allowance of " + waiver.kernel() + " expired on " + expires();
            case NO_DATE -> "the allowance " + waiver + " does not count: expected a date after @";
        };
    }
}
