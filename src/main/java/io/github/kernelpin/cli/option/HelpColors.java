package io.github.kernelpin.cli.option;

import io.github.kernelpin.cli.console.Terminal;
import io.github.kernelpin.report.text.Colors;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.ParseResult;

/** Has the help go by {@code --color} as well. */
public final class HelpColors {

    private HelpColors() {}

    public static void follow(CommandLine commands) {
        commands.setExecutionStrategy(HelpColors::execute);
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

    private static Help.ColorScheme scheme(Colors ink) {
        return Help.defaultColorScheme(ink == Colors.ANSI ? Help.Ansi.ON : Help.Ansi.OFF);
    }
}
