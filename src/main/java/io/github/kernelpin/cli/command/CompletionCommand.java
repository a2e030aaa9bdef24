package io.github.kernelpin.cli.command;

import io.github.kernelpin.cli.console.ExitCode;
import io.github.kernelpin.cli.option.ColorOption;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the script with which bash completes kernelpin's command lines. */
@Command(
        name = "completion",
        description = "Prints a script that has bash complete commands and options.",
        exitCodeList = {"0:done", "2:the command line is wrong"},
        footerHeading = "%nExample:%n",
        footer = {"  kernelpin completion >/usr/share/bash-completion/completions/kernelpin"})
public final class CompletionCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    /** Of this command just the help has colours. */
    @SuppressWarnings("UnusedVariable")
    @Mixin
    private ColorOption color = new ColorOption();

    @Override
    public Integer call() {
        CommandLine whole = spec.root().commandLine();
        spec.commandLine().getOut().print(AutoComplete.bash(whole.getCommandName(), whole));
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }
}
