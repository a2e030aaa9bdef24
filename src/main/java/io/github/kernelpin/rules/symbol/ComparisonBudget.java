package io.github.kernelpin.rules.symbol;

/**
 * How much is compared before kernelpin gives up, because dnf waits: a host with a hundred modules
 * and three new kernels takes the hundredth part.
 */
public final class ComparisonBudget {

    private static final int COMPARISONS_MAX = 10_000;
    private static final int SYMBOLS_MAX = 2_000_000;

    private int comparisons;
    private long symbols;

    /**
     * Counts the comparison of a module with a kernel.
     *
     * @param lookups how many symbols have to be looked up for it
     * @throws TooLargeException if that is more than there is to be
     */
    void spend(long lookups) {
        comparisons++;
        if (comparisons > COMPARISONS_MAX) {
            throw new TooLargeException(
                    "more than "
                            + COMPARISONS_MAX
                            + " pairs of a kernel and a module to compare the symbols of");
        }
        spendMore(lookups);
    }

    /**
     * Counts what else is looked up for a comparison.
     *
     * @throws TooLargeException if that is more than there is to be
     */
    void spendMore(long lookups) {
        symbols += lookups;
        if (symbols > SYMBOLS_MAX) {
            throw new TooLargeException("more than " + SYMBOLS_MAX + " symbols to compare");
        }
    }
}
