package io.github.kernelpin.cli;

import io.github.kernelpin.config.BadPinsException;
import io.github.kernelpin.config.PinError;
import io.github.kernelpin.report.SafeText;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Says on standard error, in one line each, what went wrong. */
final class Failure {

    private static final int CHARACTERS_MAX = 500;

    private Failure() {}

    /** What went wrong with a file: of some of its exceptions the JDK says just the path. */
    static String reasonOf(IOException e) {
        String message = String.valueOf(e.getMessage());
        if (!(e instanceof FileSystemException failure)) {
            return message;
        }
        String file = String.valueOf(failure.getFile());
        String reason = String.valueOf(failure.getReason());
        if (e instanceof AccessDeniedException) {
            reason = "permission denied";
        } else if (e instanceof NoSuchFileException) {
            reason = "no such file or directory";
        } else if (e instanceof FileAlreadyExistsException) {
            reason = "exists and is no directory";
        }
        return file + ": " + reason;
    }

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
