package io.github.kernelpin.model.pin;

/** What the operator's allowances come to for one kernel. */
public record AllowanceStatus(Allowance allowance, State state) {

    /** Whether a kernel that is named in {@code allow} is allowed. */
    public enum State {
        IN_FORCE("in-force"),
        EXPIRED("expired"),
        /** What should be its last day is no date, so that it does not count. */
        NO_DATE("no-date");

        private final String id;

        State(String id) {
            this.id = id;
        }

        /** Its name in JSON. */
        public String id() {
            return id;
        }
    }

    /** Tells whether the kernel is allowed. */
    public boolean isInForce() {
        return state == State.IN_FORCE;
    }

    /** The last day; empty if it has none. */
    public String expires() {
        String last = allowance.expires();
        return last == null ? "" : last;
    }

    /** Until when the kernel is allowed, or why it no longer is. */
    public String describe() {
        return switch (state) {
            case IN_FORCE ->
                    expires().isEmpty()
                            ? "allowed by name, with no end date"
                            : "allowed by name until " + expires();
            case EXPIRED -> "the allowance of " + allowance.kernel() + " expired on " + expires();
            case NO_DATE ->
                    "the allowance " + allowance + " does not count: expected a date after @";
        };
    }
}
