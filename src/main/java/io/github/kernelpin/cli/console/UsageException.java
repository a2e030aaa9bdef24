package io.github.kernelpin.cli.console;

/** A word of the command line that is wrong, where the usage would say nothing about it. */
public final class UsageException extends Exception {

    private static final long serialVersionUID = 1L;

    public UsageException(String message) {
        super(message);
    }

    public UsageException(String message, Throwable cause) {
        super(message, cause);
    }
}
