package io.github.kernelpin.cli;

import io.github.kernelpin.report.SafeText;
import java.io.PrintStream;

/** Says on standard error, in one line each, what went wrong. */
final class Failure {

    private static final int CHARACTERS_MAX = 500;

    private Failure() {}

    static int badInput(PrintStream err, String message) {
        print(err, message);
        return ExitCode.BAD_INPUT;
    }

    static int internal(PrintStream err, Throwable cause) {
        print(err, "internal error: " + cause);
        return ExitCode.INTERNAL_ERROR;
    }

    private static void print(PrintStream err, String message) {
        String line = SafeText.printable(message);
        err.println(
                "kernelpin: "
                        + (line.length() > CHARACTERS_MAX
                                ? line.substring(0, CHARACTERS_MAX) + "..."
                                : line));
    }
}
