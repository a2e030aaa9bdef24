package io.github.kernelpin.cli.option;

import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A path as somebody typed it. One without a character is what a variable of the shell leaves that
 * has not been set, and would be the current directory.
 */
public final class GivenPath implements ITypeConverter<Path> {

    /** Has the paths of a command and of those below it taken in this way. */
    public static void takeIn(CommandLine commands) {
        commands.registerConverter(Path.class, new GivenPath());
    }

    @Override
    public Path convert(String value) {
        if (value.isEmpty()) {
            throw new TypeConversionException("it is empty: expected a path");
        }
        return Path.of(value);
    }
}
