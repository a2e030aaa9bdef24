package io.github.kernelpin.cli.command;

import io.github.kernelpin.cli.console.ExitCode;
import io.github.kernelpin.cli.console.UsageException;
import io.github.kernelpin.cli.option.ColorOption;
import io.github.kernelpin.cli.option.OutputFile;
import io.github.kernelpin.cli.option.RootOption;
import io.github.kernelpin.config.toml.BadFileException;
import io.github.kernelpin.host.process.ProcessRunner;
import io.github.kernelpin.report.text.SafeText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Keeps what dnf's plugin asks about a transaction. */
@Command(
        name = "record",
        description = {
            "Keeps a transaction as a file, to test pins by it elsewhere.",
            "The real dnf solves it, as for dry-run. The file stands alone: it is judged the "
                    + "same on any machine."
        },
        exitCodeList = {
            "0:recorded, and the pins allow it or hold something back",
            "2:the command line is wrong, or dnf might change something",
            "3:recorded, and it would be refused",
            "4:there is nothing to record, or it cannot be",
            "5:errors in pin files"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  kernelpin record -o upgrade-to-8.5.json",
            "  kernelpin record -o local.json --anonymize -- install ./kernel-core.rpm"
        })
public final class RecordCommand implements Callable<Integer> {

    private final ProcessRunner processes;

    @Spec private CommandSpec spec = CommandSpec.create();

    /** Of this command just the help has colours. */
    @SuppressWarnings("UnusedVariable")
    @Mixin
    private ColorOption color = new ColorOption();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "Where to keep it; what is there is replaced.")
    private Path output = Path.of("");

    @Option(
            names = "--anonymize",
            description =
                    "Leave out what tells of this host: paths, ids of machine and repositories.")
    private boolean anonymize;

    @Mixin private RootOption root = new RootOption();

    @Parameters(paramLabel = "DNF-ARGS", description = "Arguments of dnf (default: upgrade).")
    private List<String> arguments = new ArrayList<>();

    public RecordCommand() {
        this(new ProcessRunner());
    }

    RecordCommand(ProcessRunner processes) {
        this.processes = processes;
    }

    @Override
    public Integer call() throws IOException, BadFileException, UsageException {
        OutputFile file = OutputFile.of(output);
        PrintWriter err = spec.commandLine().getErr();
        try (DryRun solved = DryRun.solve(root.root(), arguments, processes, err)) {
            if (!solved.isJudged()) {
                throw new IOException("there is nothing to record. " + solved.whyNothing());
            }
            file.write(solved.requestText(anonymize));
            spec.commandLine().getOut().println(SafeText.printable(output.toString()));
            return solved.result().isRefused() ? ExitCode.REFUSED : ExitCode.OK;
        }
    }
}
