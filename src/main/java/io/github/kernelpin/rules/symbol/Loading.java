package io.github.kernelpin.rules.symbol;

/** Whether a module loads in a kernel, or whether all modules of a pin do. */
public enum Loading {
    /** Every symbol that it needs is there, or nobody wants to know. */
    LOADS,
    /** There is nothing to compare: that is no good sign, and no bad one. */
    UNKNOWN,
    /** A symbol is missing, or there with another CRC. */
    FAILS;

    /** The worse of both. */
    public Loading and(Loading other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
