package io.github.kernelpin.cli.console;

/** The exit codes, the same for every command. Never 1: a JVM that cannot start exits with that. */
public final class ExitCode {

    /** The transaction may go ahead; all is well. */
    public static final int OK = 0;

    /** The command line is wrong. */
    public static final int USAGE = 2;

    /** The transaction is refused. */
    public static final int REFUSED = 3;

    /** The input is unreadable or makes no sense. */
    public static final int BAD_INPUT = 4;

    /** A pin file is broken. */
    public static final int BAD_PINS = 5;

    /** The hook needs to know more to judge; its answer says what. */
    public static final int ASKS = 6;

    /** The transaction may go ahead without what the hook's verdict holds back. */
    public static final int HELD = 7;

    /** kernelpin itself failed. */
    public static final int INTERNAL_ERROR = 70;

    private ExitCode() {}
}
