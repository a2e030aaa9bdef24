package io.github.kernelpin.cli.command;

import io.github.kernelpin.cli.console.Clock;
import io.github.kernelpin.cli.console.ExitCode;
import io.github.kernelpin.cli.option.HostOptions;
import io.github.kernelpin.config.pin.PinDirectory;
import io.github.kernelpin.config.pin.RhelMinorsTable;
import io.github.kernelpin.config.toml.BadFileException;
import io.github.kernelpin.host.HostProbe;
import io.github.kernelpin.host.file.InstallRoot;
import io.github.kernelpin.host.frontend.PluginConf;
import io.github.kernelpin.host.process.ProcessRunner;
import io.github.kernelpin.model.disk.HostOnDisk;
import io.github.kernelpin.model.kernel.RhelMinors;
import io.github.kernelpin.model.pin.Allowances;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.verdict.Verdict;
import io.github.kernelpin.report.Report;
import io.github.kernelpin.report.command.StatusJson;
import io.github.kernelpin.report.command.StatusText;
import io.github.kernelpin.report.result.StatusResult;
import io.github.kernelpin.rules.host.HostJudge;
import io.github.kernelpin.rules.status.HostStatus;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows what the modules of a host can load into. */
@Command(
        name = "status",
        description = "Shows which modules load in which installed kernel.",
        exitCodeList = {
            "0:all is well",
            "2:the command line is wrong",
            "3:a pinned module would not load in the kernel that boots next, that kernel does "
                    + "not fit a pin and is not allowed by name, or nothing keeps to the pins",
            "4:the root cannot be read",
            "5:errors in pin files"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  kernelpin status                     # this host",
            "  kernelpin status --root /mnt/target  # another one, without chroot",
            "  kernelpin status --format json       # all of it, for programs"
        })
public final class StatusCommand implements Callable<Integer> {

    private final ProcessRunner processes;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private HostOptions options = new HostOptions();

    public StatusCommand() {
        this(new ProcessRunner());
    }

    StatusCommand(ProcessRunner processes) {
        this.processes = processes;
    }

    @Override
    public Integer call() throws IOException, BadFileException {
        RhelMinors minors = RhelMinorsTable.load();
        Report<StatusResult> format =
                options.choose(
                        List.of(new StatusText(minors, options.ink()), new StatusJson(minors)),
                        spec);
        options.root().check();
        List<Pin> pins = options.hasNoDirectoryOfPins() ? List.of() : options.pins(minors);
        HostOnDisk host = read(options.root(), pins);
        Allowances allowances = PluginConf.read(options.root()).allowances(Clock.inUtc());
        HostStatus status = HostStatus.of(pins, host, allowances);
        Verdict verdict = HostJudge.judge(pins, host, status);
        PrintWriter out = spec.commandLine().getOut();
        out.print(format.text(new StatusResult(pins, host, status, verdict)));
        out.flush();
        return verdict.isRefusal() ? ExitCode.REFUSED : ExitCode.OK;
    }

    private HostOnDisk read(InstallRoot root, List<Pin> pins) throws IOException {
        return new HostProbe(root, processes)
                .read(pins, PinDirectory.unread(options.pinDirectory()), options.keptOut());
    }
}
