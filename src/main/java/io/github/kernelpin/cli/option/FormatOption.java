package io.github.kernelpin.cli.option;

import io.github.kernelpin.report.Report;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The option {@code --format} of every command whose result is printed in more than one. */
public final class FormatOption {

    public static final String NAME = "--format";

    /** Every command has it. */
    public static final String DEFAULT = "text";

    private FormatOption() {}

    /** The format that somebody typed, of those that a command has. */
    public static <R> Report<R> choose(String typed, List<Report<R>> formats, CommandLine command) {
        List<String> ids = new ArrayList<>();
        for (Report<R> format : formats) {
            if (format.id().equalsIgnoreCase(typed)) {
                return format;
            }
            ids.add(format.id());
        }
        throw new ParameterException(
                command,
                "There is no format \"" + typed + "\": expected " + String.join(", ", ids));
    }
}
