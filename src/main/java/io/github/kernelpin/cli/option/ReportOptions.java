package io.github.kernelpin.cli.option;

import io.github.kernelpin.report.text.Colors;
import java.util.Locale;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of every command that prints for people or for programs. */
public final class ReportOptions {

    /** How results are printed. */
    public enum Format {
        TEXT,
        JSON;

        /** As it is typed. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "text or json (default: text).")
    private Format format = Format.TEXT;

    @Mixin private ColorOption color = new ColorOption();

    public Format format() {
        return format;
    }

    /** What text is written with; JSON never has colours. */
    public Colors ink() {
        return color.ink();
    }
}
