package io.github.kernelpin.cli.console;

import io.github.kernelpin.config.toml.BadFileException;
import io.github.kernelpin.report.text.TextWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The only place where what a command throws becomes lines on standard error and an exit code. */
public final class FailureHandler
        implements IExecutionExceptionHandler, IParameterExceptionHandler {

    /** Whatever a command throws while it works. */
    @Override
    public int handleExecutionException(Exception cause, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        if (cause instanceof BadFileException bad) {
            return Failure.badPins(err, bad);
        }
        if (cause instanceof IOException unreadable) {
            return Failure.badInput(err, unreadable);
        }
        if (cause instanceof UsageException) {
            Failure.say(err, String.valueOf(cause.getMessage()));
            return ExitCode.USAGE;
        }
        return Failure.internal(err, cause);
    }

    /** A command line that makes no sense; picocli finds this, or the command. */
    @Override
    public int handleParseException(ParameterException wrong, String[] words) {
        PrintWriter err = wrong.getCommandLine().getErr();
        err.print(TextWrapper.of("", "kernelpin: " + message(wrong)));
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(wrong, err)) {
            String command = wrong.getCommandLine().getCommandSpec().qualifiedName();
            err.println(command + " --help says what it takes");
        }
        return ExitCode.USAGE;
    }

    /** picocli leaves out why an argument that may be repeated is not taken. */
    private static @Nullable String message(ParameterException wrong) {
        boolean isEmpty =
                wrong instanceof CommandLine.UnmatchedArgumentException unmatched
                        && unmatched.getUnmatched().contains("");
        return isEmpty
                ? "an argument is empty, perhaps from a variable that is not set"
                : wrong.getMessage();
    }
}
