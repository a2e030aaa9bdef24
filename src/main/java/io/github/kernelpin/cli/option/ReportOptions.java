package io.github.kernelpin.cli.option;

import io.github.kernelpin.report.Report;
import io.github.kernelpin.report.text.Colors;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The options of every command that prints for people or for programs. */
public final class ReportOptions {

    @Option(
            names = FormatOption.NAME,
            paramLabel = "FORMAT",
            description = "text or json (default: text).")
    private String format = FormatOption.DEFAULT;

    @Mixin private ColorOption color = new ColorOption();

    /** The format that was chosen of those that the command has. */
    public <R> Report<R> choose(List<Report<R>> formats, CommandSpec command) {
        return FormatOption.choose(format, formats, command.commandLine());
    }

    /** What text is written with; JSON never has colours. */
    public Colors ink() {
        return color.ink();
    }
}
