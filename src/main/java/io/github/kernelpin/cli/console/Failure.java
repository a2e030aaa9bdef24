package io.github.kernelpin.cli.console;

import io.github.kernelpin.config.toml.BadFileException;
import io.github.kernelpin.config.toml.FileError;
import io.github.kernelpin.report.text.SafeText;
import io.github.kernelpin.report.text.TextWrapper;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;

/** Says on standard error what went wrong. */
public final class Failure {

    private static final int CHARACTERS_MAX = 500;

    /** A message may name a path, which may have 4096. */
    private static final int MESSAGE_CHARACTERS_MAX = 5000;

    private Failure() {}

    public static int badInput(PrintStream err, String message) {
        print(err, message);
        return ExitCode.BAD_INPUT;
    }

    public static int internal(PrintStream err, Throwable cause) {
        return internal(err, "internal error: " + cause);
    }

    public static int internal(PrintStream err, String message) {
        print(err, message);
        return ExitCode.INTERNAL_ERROR;
    }

    /** What an exception says, which may be several lines of another program's. */
    public static int badInput(PrintWriter err, IOException cause) {
        String[] lines = String.valueOf(cause.getMessage()).split("\n", -1);
        say(err, lines[0]);
        for (int i = 1; i < lines.length; i++) {
            err.println(SafeText.printable(lines[i]));
        }
        return ExitCode.BAD_INPUT;
    }

    /** Says something in words, a failure or not. */
    public static void say(PrintWriter err, String message) {
        err.print(lines(message, Terminal.isWatched()));
        err.flush();
    }

    /** What people watch is folded; in a log it is one line, to be searched for. */
    public static String lines(String message, boolean isTerminal) {
        String start = "kernelpin: ";
        String text =
                message.length() <= MESSAGE_CHARACTERS_MAX
                        ? message
                        : message.substring(0, MESSAGE_CHARACTERS_MAX) + " ...";
        return isTerminal
                ? TextWrapper.of(start, text)
                : start + SafeText.printable(text) + System.lineSeparator();
    }

    /** Every error, as file:line:column. */
    public static int badPins(PrintWriter err, BadFileException cause) {
        for (FileError error : cause.errors()) {
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
