package io.github.kernelpin.cli.command;

import io.github.kernelpin.cli.console.ExitCode;
import io.github.kernelpin.cli.console.UsageException;
import io.github.kernelpin.cli.option.ReportOptions;
import io.github.kernelpin.cli.option.RootOption;
import io.github.kernelpin.config.toml.BadFileException;
import io.github.kernelpin.host.process.ProcessRunner;
import io.github.kernelpin.report.Report;
import io.github.kernelpin.report.command.DryRunJson;
import io.github.kernelpin.report.command.DryRunText;
import io.github.kernelpin.report.result.DryRunResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells what would become of a transaction, as far as the real dnf solves it. */
@Command(
        name = "dry-run",
        description = {
            "Tells what would become of a transaction, and changes nothing.",
            "The real dnf solves it. Everything after -- is for dnf; without it that is "
                    + "\"upgrade\"."
        },
        exitCodeList = {
            "0:the pins allow it, or hold something back",
            "2:the command line is wrong, or dnf might change something",
            "3:it would be refused, or dnf would not ask kernelpin",
            "4:dnf fails",
            "5:errors in pin files"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  kernelpin dry-run                             # dnf upgrade",
            "  kernelpin dry-run -- upgrade --nobest         # with dnf's own options",
            "  kernelpin dry-run -- install ./kernel-core-4.18.0-348.el8.x86_64.rpm",
            "  kernelpin dry-run --root /mnt/target          # dnf --installroot=/mnt/target"
        })
public final class DryRunCommand implements Callable<Integer> {

    private final ProcessRunner processes;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private RootOption root = new RootOption();

    @Mixin private ReportOptions report = new ReportOptions();

    @Parameters(paramLabel = "DNF-ARGS", description = "Arguments of dnf (default: upgrade).")
    private List<String> arguments = new ArrayList<>();

    public DryRunCommand() {
        this(new ProcessRunner());
    }

    DryRunCommand(ProcessRunner processes) {
        this.processes = processes;
    }

    @Override
    public Integer call() throws IOException, BadFileException, UsageException {
        Report<DryRunResult> format =
                report.choose(List.of(new DryRunText(report.ink()), new DryRunJson()), spec);
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try (DryRun solved = DryRun.solve(root.root(), arguments, processes, err)) {
            out.print(format.text(solved.result()));
            out.flush();
            return solved.result().isRefused() ? ExitCode.REFUSED : ExitCode.OK;
        }
    }
}
