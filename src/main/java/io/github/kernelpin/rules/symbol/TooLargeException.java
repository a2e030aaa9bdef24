package io.github.kernelpin.rules.symbol;

/**
 * Thrown where to judge a transaction would take longer than anybody waits for it: it has to be
 * refused unjudged.
 */
public final class TooLargeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Says what there is too much of.
     *
     * @param message as in "more than 10,000 findings"
     */
    public TooLargeException(String message) {
        super(message);
    }
}
