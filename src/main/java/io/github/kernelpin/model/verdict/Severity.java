package io.github.kernelpin.model.verdict;

/** How much a finding counts, the gravest first. */
public enum Severity {
    /** The transaction is refused. */
    DENY("deny"),
    /** The transaction passes and the finding is printed. */
    WARN("warn"),
    /** Would be refused, but the operator has allowed this kernel by name. */
    WAIVED("waived");

    private final String word;

    Severity(String word) {
        this.word = word;
    }

    /** The word that verdicts use. */
    public String word() {
        return word;
    }
}
