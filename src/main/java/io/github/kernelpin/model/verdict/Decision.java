package io.github.kernelpin.model.verdict;

/** What becomes of a transaction. */
public enum Decision {
    ALLOW("allow"),
    /** What pins do not allow is left out, and the rest goes ahead. */
    HOLD("hold"),
    REFUSE("refuse");

    private final String id;

    Decision(String id) {
        this.id = id;
    }

    /** Its name in verdicts and case files. */
    public String id() {
        return id;
    }
}
