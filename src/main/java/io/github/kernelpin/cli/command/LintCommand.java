package io.github.kernelpin.cli.command;

import io.github.kernelpin.cli.console.ExitCode;
import io.github.kernelpin.cli.option.HostOptions;
import io.github.kernelpin.config.pin.PinDirectory;
import io.github.kernelpin.config.pin.RhelMinorsTable;
import io.github.kernelpin.config.toml.BadFileException;
import io.github.kernelpin.host.HostProbe;
import io.github.kernelpin.host.file.RootedPath;
import io.github.kernelpin.host.process.CurrentUser;
import io.github.kernelpin.host.process.ProcessRunner;
import io.github.kernelpin.model.disk.HostOnDisk;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.verdict.Verdict;
import io.github.kernelpin.report.Report;
import io.github.kernelpin.report.command.LintJson;
import io.github.kernelpin.report.command.LintText;
import io.github.kernelpin.report.result.LintResult;
import io.github.kernelpin.rules.host.HostJudge;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks pin files without a transaction. */
@Command(
        name = "lint",
        description = {
            "Checks pin files and says what is wrong as file:line:column.",
            "Those of a host are held against it as well: names that nothing has, files that "
                    + "nobody reads, a plugin that is not asked."
        },
        exitCodeList = {
            "0:no errors",
            "2:the command line is wrong",
            "3:nobody reads a file among the pins, or nothing asks kernelpin",
            "4:a path does not exist",
            "5:errors in pin files"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  kernelpin lint                    # the pins of this host",
            "  kernelpin lint drbd.toml          # one file, wherever it is",
            "  kernelpin lint --root /mnt/target # the pins of an installroot"
        })
public final class LintCommand implements Callable<Integer> {

    private final ProcessRunner processes;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private HostOptions options = new HostOptions();

    @Parameters(
            paramLabel = "PATH",
            description = "Pin files or directories, instead of the pins of a root.")
    private List<Path> paths = new ArrayList<>();

    public LintCommand() {
        this(new ProcessRunner());
    }

    LintCommand(ProcessRunner processes) {
        this.processes = processes;
    }

    @Override
    public Integer call() throws IOException {
        Report<LintResult> format =
                options.choose(List.of(new LintText(options.ink()), new LintJson()), spec);
        boolean isHost = paths.isEmpty();
        List<RootedPath> places = isHost ? List.of(options.pinDirectory()) : typed();
        boolean isGap = isHost && options.hasNoDirectoryOfPins() && places.get(0).isTaken();
        if (isGap && !options.root().isRunning()) {
            throw new IOException(places.get(0) + ": not a directory");
        }
        if (isGap) {
            return say(format, againstTheHost(List.of()));
        }
        for (RootedPath place : places) {
            if (!place.exists()) {
                throw new NoSuchFileException(place.toString());
            }
        }
        LintResult result = read(places, isHost);
        if (isHost && options.pinsAreTheHosts() && result.errors().isEmpty()) {
            result = againstTheHost(result.pins());
        }
        return say(format, result);
    }

    private int say(Report<LintResult> format, LintResult result) throws IOException {
        spec.commandLine().getOut().print(format.text(result));
        spec.commandLine().getOut().flush();
        if (!result.errors().isEmpty()) {
            return ExitCode.BAD_PINS;
        }
        return new Verdict(result.findings()).isRefusal() ? ExitCode.REFUSED : ExitCode.OK;
    }

    /** The pins of a host, and what there is that does not go with them. */
    private LintResult againstTheHost(List<Pin> pins) throws IOException {
        List<String> unread = PinDirectory.unread(options.pinDirectory());
        HostOnDisk host = new HostProbe(options.root(), processes).read(pins, unread, List.of());
        // Of another root, trees in CI among them, only the pins are meant.
        Verdict verdict =
                options.root().isRunning()
                        ? HostJudge.judge(pins, host)
                        : HostJudge.judgePins(pins, host);
        return new LintResult(pins, List.of(), verdict.findings());
    }

    /** Here broken files are a result, and no failure. */
    private LintResult read(List<RootedPath> places, boolean isHost) throws IOException {
        boolean trustedOnly = isHost && CurrentUser.isRootOn(options.root());
        try {
            return new LintResult(
                    PinDirectory.read(
                            places,
                            RhelMinorsTable.load(),
                            trustedOnly,
                            isHost ? options.usualAction() : Pin.Action.REFUSE),
                    List.of(),
                    List.of());
        } catch (BadFileException e) {
            return new LintResult(List.of(), e.errors(), List.of());
        }
    }

    private List<RootedPath> typed() {
        List<RootedPath> places = new ArrayList<>();
        for (Path path : paths) {
            places.add(RootedPath.ofHost(path));
        }
        return places;
    }
}
