package io.github.kernelpin.model.verdict;

/** How much a finding counts, the gravest first. */
public enum Severity {
    /** The transaction is refused. */
    REFUSE("refuse"),
    /** What it is about is held back, and the rest of the transaction goes ahead. */
    HOLD("hold"),
    /** The transaction passes and the finding is printed. */
    WARN("warn"),
    /** Nothing is wrong, and it is worth knowing. */
    INFO("info"),
    /** Would be refused, but the operator has an allowance for this kernel. */
    ALLOWED("allowed");

    private final String id;

    Severity(String id) {
        this.id = id;
    }

    /** Tells whether it keeps out what it is about: by a refusal, or by holding it back. */
    public boolean isGrave() {
        return this == REFUSE || this == HOLD;
    }

    /** Its name in verdicts. */
    public String id() {
        return id;
    }
}
