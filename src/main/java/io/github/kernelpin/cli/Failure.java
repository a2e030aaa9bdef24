package io.github.kernelpin.cli;

import io.github.kernelpin.config.BadPinsException;
import io.github.kernelpin.config.PinError;
import io.github.kernelpin.report.SafeText;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;

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

    /** What an exception says, which may be several lines of another program's. */
    static int badInput(PrintWriter err, IOException cause) {
        String start = "kernelpin: ";
        for (String line : String.valueOf(cause.getMessage()).split("\n", -1)) {
            err.println(start + SafeText.printable(line));
            start = "";
        }
        return ExitCode.BAD_INPUT;
    }

    /** Every error, as file:line:column. */
    static int badPins(PrintWriter err, BadPinsException cause) {
        for (PinError error : cause.errors()) {
            err.println(SafeText.printable(error.location() + ": " + error.message()));
        }
        return ExitCode.BAD_PINS;
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
