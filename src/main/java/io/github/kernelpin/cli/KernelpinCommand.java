package io.github.kernelpin.cli;

import io.github.kernelpin.host.ProcessRunner;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The commands that people type. */
@Command(
        name = "kernelpin",
        mixinStandardHelpOptions = true,
        version = "kernelpin 0.1.0",
        description =
                "Keeps dnf from installing kernels that a host's out-of-tree modules cannot load on.",
        footer = {"", "Pins are files in /etc/kernelpin/pins.d; dnf's plugin does the rest."})
final class KernelpinCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    static int run(String[] args, InputStream in, PrintStream out, PrintStream err) {
        CommandLine commands =
                new CommandLine(new KernelpinCommand())
                        .addSubcommand(new HookHelp(in, out, err))
                        .addSubcommand(new StatusCommand())
                        .addSubcommand(new CheckCommand())
                        .addSubcommand(new DryRunCommand(new ProcessRunner()))
                        .addSubcommand(new RecordCommand(new ProcessRunner()))
                        .addSubcommand(new PinCommand(new ProcessRunner()))
                        .addSubcommand(new UnpinCommand())
                        .addSubcommand(new AllowCommand())
                        .addSubcommand(new ExplainCommand())
                        .addSubcommand(new LintCommand())
                        .addSubcommand(new TestCommand())
                        .addSubcommand(new WarmupCommand())
                        .addSubcommand(new CompletionCommand());
        commands.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
        commands.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
        commands.setCaseInsensitiveEnumValuesAllowed(true);
        commands.setExecutionExceptionHandler(
                (cause, command, parsed) -> Failure.internal(err, cause));
        return commands.execute(args);
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCode.USAGE;
    }

    /** Describes the hook in the help; {@link Main} runs it without coming here. */
    @Command(
            name = "hook",
            mixinStandardHelpOptions = true,
            description = "Judges the transaction on standard input; what dnf's plugin runs.")
    private static final class HookHelp implements Callable<Integer> {

        private final InputStream in;
        private final PrintStream out;
        private final PrintStream err;

        HookHelp(InputStream in, PrintStream out, PrintStream err) {
            this.in = in;
            this.out = out;
            this.err = err;
        }

        @Override
        public Integer call() {
            return HookCommand.run(in, out, err);
        }
    }
}
