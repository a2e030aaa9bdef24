package io.github.kernelpin.cli.console;

import io.github.kernelpin.config.toml.BadFileException;
import io.github.kernelpin.config.toml.FileError;
import io.github.kernelpin.host.file.FileFailure;
import io.github.kernelpin.report.text.SafeText;
import io.github.kernelpin.report.text.TextWrapper;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;

/** Words failures on standard error, for the commands and for the hook, and names their codes. */
public final class Failure {

    /** Whose words these are, among those of dnf and others. */
    private static final String PREFIX = "kernelpin: ";

    private static final int CHARACTERS_MAX = 500;

    /** A message may name a path, which may have 4096. */
    private static final int MESSAGE_CHARACTERS_MAX = 5000;

    private Failure() {}

    public static int badInput(PrintStream err, String message) {
        err.println(line(message));
        return ExitCode.BAD_INPUT;
    }

    /** What an exception says, which may be several lines of another program's. */
    static int badInput(PrintWriter err, IOException cause) {
        String[] lines = FileFailure.reasonOf(cause).split("\n", -1);
        say(err, lines[0]);
        for (int i = 1; i < lines.length; i++) {
            err.println(SafeText.printable(lines[i]));
        }
        return ExitCode.BAD_INPUT;
    }

    public static int badPins(PrintStream err, BadFileException cause) {
        err.print(lines(cause));
        return ExitCode.BAD_PINS;
    }

    static int badPins(PrintWriter err, BadFileException cause) {
        err.print(lines(cause));
        err.flush();
        return ExitCode.BAD_PINS;
    }

    public static int internal(PrintStream err, Throwable cause) {
        return internal(err, internalError(cause));
    }

    public static int internal(PrintStream err, String message) {
        err.println(line(message));
        return ExitCode.INTERNAL_ERROR;
    }

    static int internal(PrintWriter err, Throwable cause) {
        err.println(line(internalError(cause)));
        return ExitCode.INTERNAL_ERROR;
    }

    /** Says something in words, a failure or not. */
    public static void say(PrintWriter err, String message) {
        err.print(lines(message, Terminal.isWatched()));
        err.flush();
    }

    /** What people watch is folded; in a log it is one line, to be searched for. */
    public static String lines(String message, boolean isTerminal) {
        String text =
                message.length() <= MESSAGE_CHARACTERS_MAX
                        ? message
                        : message.substring(0, MESSAGE_CHARACTERS_MAX) + " ...";
        return isTerminal
                ? TextWrapper.of(PREFIX, text)
                : PREFIX + SafeText.printable(text) + System.lineSeparator();
    }

    /** Every error as file:line:column. */
    private static String lines(BadFileException cause) {
        StringBuilder lines = new StringBuilder();
        for (FileError error : cause.errors()) {
            String line = SafeText.printable(error.toString());
            lines.append(line).append(System.lineSeparator());
        }
        return lines.toString();
    }

    private static String internalError(Throwable cause) {
        return "internal error: " + cause;
    }

    private static String line(String message) {
        String line = SafeText.printable(message);
        return PREFIX
                + (line.length() > CHARACTERS_MAX
                        ? line.substring(0, CHARACTERS_MAX) + "..."
                        : line);
    }
}
