package io.github.kernelpin.cli.option;

import io.github.kernelpin.cli.console.ExitCode;
import io.github.kernelpin.cli.console.Terminal;
import io.github.kernelpin.report.text.Colors;
import io.github.kernelpin.report.text.TextWrapper;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Has picocli's own texts go by {@code --color} as well: the help, and what it complains about. */
public final class HelpColors {

    private HelpColors() {}

    public static void follow(CommandLine commands) {
        commands.setExecutionStrategy(HelpColors::execute);
        commands.setParameterExceptionHandler((wrong, words) -> complain(wrong));
    }

    /** The help is printed by who executes, when the option is known. */
    private static int execute(ParseResult parsed) {
        CommandLine whole = parsed.commandSpec().commandLine();
        whole.setColorScheme(scheme(ink(parsed, Terminal.isShown())));
        return new CommandLine.RunLast().execute(parsed);
    }

    private static Colors ink(ParseResult parsed, boolean isTerminal) {
        ColorOption.When when = ColorOption.When.AUTO;
        for (ParseResult each = parsed; each != null; each = each.subcommand()) {
            when = each.matchedOptionValue(ColorOption.NAME, when);
        }
        return ColorOption.ink(when, System.getenv(), isTerminal);
    }

    /** Which colours are wanted is not known of words that make no sense. */
    private static int complain(ParameterException wrong) {
        Colors ink = ColorOption.ink(ColorOption.When.AUTO, System.getenv(), Terminal.isWatched());
        PrintWriter err = wrong.getCommandLine().getErr();
        err.print(TextWrapper.of("", String.valueOf(wrong.getMessage())));
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(wrong, err)) {
            wrong.getCommandLine().usage(err, scheme(ink));
        }
        return ExitCode.USAGE;
    }

    private static Help.ColorScheme scheme(Colors ink) {
        return Help.defaultColorScheme(ink == Colors.ANSI ? Help.Ansi.ON : Help.Ansi.OFF);
    }
}
