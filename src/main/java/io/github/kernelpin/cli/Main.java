package io.github.kernelpin.cli;

import io.github.kernelpin.cli.console.ExitCode;
import io.github.kernelpin.cli.console.Failure;
import io.github.kernelpin.cli.hook.HookCommand;
import java.io.InputStream;
import java.io.PrintStream;

/**
 * Where kernelpin starts. The hook goes its own way here: it must not load what other commands
 * need.
 */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        int status;
        try {
            status = run(args, System.in, System.out, System.err);
        } catch (OutOfMemoryError | StackOverflowError e) {
            status = Failure.internal(System.err, e);
        } catch (LinkageError e) {
            status =
                    Failure.internal(
                            System.err, "a jar is missing or damaged: reinstall kernelpin: " + e);
        }
        System.exit(status);
    }

    /** Runs one command and returns its {@link ExitCode}. */
    public static int run(String[] args, InputStream in, PrintStream out, PrintStream err) {
        if (args.length == 1 && args[0].equals("hook")) {
            return HookCommand.run(in, out, err);
        }
        return KernelpinCommand.run(args, out, err);
    }
}
