package io.github.kernelpin.model.verdict;

/** How much a finding counts, the gravest first. */
public enum Severity {
    /** The transaction is refused. */
    REFUSE("refuse"),
    /** The transaction passes and the finding is printed. */
    WARN("warn"),
    /** Would be refused, but the operator has an allowance for this kernel. */
    ALLOWED("allowed");

    private final String id;

    Severity(String id) {
        this.id = id;
    }

    /** Its name in verdicts. */
    public String id() {
        return id;
    }
}
