package io.github.kernelpin.cli.option;

import io.github.kernelpin.cli.console.Terminal;
import io.github.kernelpin.report.text.Colors;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Option;

/** The option of every command that prints a verdict or a state for people. */
public final class ColorOption {

    static final String NAME = "--color";

    /** When to print in colours. */
    enum When {
        AUTO,
        ALWAYS,
        NEVER;

        /** As it is typed. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(
            names = NAME,
            paramLabel = "WHEN",
            description = "auto, always or never (default: auto).")
    private When when = When.AUTO;

    /** What standard output is written with. */
    public Colors ink() {
        return ink(when, System.getenv(), Terminal.isShown());
    }

    /**
     * Goes by no-color.org: NO_COLOR counts if it is not empty, and less than what is typed.
     *
     * @param isTerminal whether a terminal shows what is written
     */
    static Colors ink(When when, Map<String, String> environment, boolean isTerminal) {
        boolean isWanted =
                isTerminal
                        && environment.getOrDefault("NO_COLOR", "").isEmpty()
                        && !environment.getOrDefault("TERM", "").equals("dumb");
        return switch (when) {
            case AUTO -> isWanted ? Colors.ANSI : Colors.PLAIN;
            case ALWAYS -> Colors.ANSI;
            case NEVER -> Colors.PLAIN;
        };
    }
}
