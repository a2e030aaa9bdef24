package io.github.kernelpin.model.rpm;

/** How a version constraint compares. */
public enum Comparison {
    LESS("<"),
    LESS_OR_EQUAL("<="),
    EQUAL("="),
    GREATER_OR_EQUAL(">="),
    GREATER(">");

    private final String sign;

    Comparison(String sign) {
        this.sign = sign;
    }

    public String sign() {
        return sign;
    }

    boolean includesLess() {
        return this == LESS || this == LESS_OR_EQUAL;
    }

    boolean includesEqual() {
        return this == LESS_OR_EQUAL || this == EQUAL || this == GREATER_OR_EQUAL;
    }

    boolean includesGreater() {
        return this == GREATER || this == GREATER_OR_EQUAL;
    }
}
