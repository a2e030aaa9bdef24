package io.github.kernelpin.cli;

import io.github.kernelpin.cli.command.AllowCommand;
import io.github.kernelpin.cli.command.CheckCommand;
import io.github.kernelpin.cli.command.CompletionCommand;
import io.github.kernelpin.cli.command.DryRunCommand;
import io.github.kernelpin.cli.command.ExplainCommand;
import io.github.kernelpin.cli.command.GuardCommand;
import io.github.kernelpin.cli.command.LintCommand;
import io.github.kernelpin.cli.command.PinCommand;
import io.github.kernelpin.cli.command.RecordCommand;
import io.github.kernelpin.cli.command.StatusCommand;
import io.github.kernelpin.cli.command.TestCommand;
import io.github.kernelpin.cli.command.UnpinCommand;
import io.github.kernelpin.cli.command.WarmupCommand;
import io.github.kernelpin.cli.console.ExitCode;
import io.github.kernelpin.cli.console.Failure;
import io.github.kernelpin.cli.console.FailureHandler;
import io.github.kernelpin.cli.hook.HookCommand;
import io.github.kernelpin.cli.option.GivenPath;
import io.github.kernelpin.cli.option.HelpColors;
import io.github.kernelpin.model.disk.KernelpinFiles;
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
        scope = CommandLine.ScopeType.INHERIT,
        exitCodeListHeading = "%nExit status:%n",
        versionProvider = ProgramVersion.class,
        description =
                "Keeps dnf from installing kernels that a host's out-of-tree modules cannot load on.",
        exitCodeList = {
            "0:the transaction may go ahead; all is well",
            "2:the command line is wrong",
            "3:the transaction is refused; something is wrong",
            "4:the input is unreadable or makes no sense",
            "5:a pin file is broken",
            "70:kernelpin itself failed; standard error says why"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  kernelpin pin drbd --reason 'tested on RHEL 8.4'   # from what runs now",
            "  kernelpin status                                   # what loads, what is wrong",
            "  kernelpin dry-run                                  # what dnf upgrade would do",
            "",
            "Pins are files in " + KernelpinFiles.PINS + "; dnf's plugin does the rest."
        },
        subcommands = {
            KernelpinCommand.HookHelp.class,
            StatusCommand.class,
            CheckCommand.class,
            DryRunCommand.class,
            RecordCommand.class,
            PinCommand.class,
            UnpinCommand.class,
            AllowCommand.class,
            GuardCommand.class,
            ExplainCommand.class,
            LintCommand.class,
            TestCommand.class,
            WarmupCommand.class,
            CompletionCommand.class
        })
final class KernelpinCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    static int run(String[] args, PrintStream out, PrintStream err) {
        CommandLine commands = new CommandLine(new KernelpinCommand());
        commands.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
        commands.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
        commands.setCaseInsensitiveEnumValuesAllowed(true);
        GivenPath.takeIn(commands);
        HelpColors.follow(commands);
        FailureHandler failures = new FailureHandler();
        commands.setParameterExceptionHandler(failures);
        commands.setExecutionExceptionHandler(failures);
        int status = commands.execute(args);
        if (commands.getOut().checkError()) {
            return Failure.internal(err, "standard output cannot be written");
        }
        return status;
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCode.USAGE;
    }

    /** Describes the hook in the help; {@link Main} runs it without coming here. */
    @Command(
            name = "hook",
            description = "Judges the transaction on standard input; what dnf's plugin runs.",
            exitCodeList = {
                "0:the transaction may go ahead",
                "3:it is refused",
                "4:the request is unreadable or makes no sense",
                "5:errors in pin files",
                "6:it asks for more, and nothing answers it",
                "7:the rest may go ahead without what is held back",
                "70:kernelpin itself failed"
            },
            footerHeading = "%nExample:%n",
            footer = "  kernelpin hook <upgrade-to-8.5.json    # as kernelpin record keeps it")
    static final class HookHelp implements Callable<Integer> {

        @Override
        public Integer call() {
            return HookCommand.run(System.in, System.out, System.err);
        }
    }
}
