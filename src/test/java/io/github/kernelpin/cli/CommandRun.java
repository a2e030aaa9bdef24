package io.github.kernelpin.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;

/** What a command of kernelpin left behind. */
public record CommandRun(int exitCode, String out, String err) {

    /** Runs kernelpin as its launcher does, in this process. */
    public static CommandRun of(InputStream in, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode =
                Main.run(
                        arguments,
                        in,
                        new PrintStream(out, false, UTF_8),
                        new PrintStream(err, true, UTF_8));
        return new CommandRun(exitCode, out.toString(UTF_8), err.toString(UTF_8));
    }

    public static CommandRun of(String in, String... arguments) {
        return of(new ByteArrayInputStream(in.getBytes(UTF_8)), arguments);
    }
}
