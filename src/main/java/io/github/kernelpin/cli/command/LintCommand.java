package io.github.kernelpin.cli.command;

import io.github.kernelpin.cli.console.ExitCode;
import io.github.kernelpin.cli.option.HostOptions;
import io.github.kernelpin.config.pin.PinDirectory;
import io.github.kernelpin.config.pin.RhelMinorsTable;
import io.github.kernelpin.config.toml.BadFileException;
import io.github.kernelpin.host.file.RootedPath;
import io.github.kernelpin.host.process.CurrentUser;
import io.github.kernelpin.report.Report;
import io.github.kernelpin.report.command.LintJson;
import io.github.kernelpin.report.command.LintText;
import io.github.kernelpin.report.result.LintResult;
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
        description = "Checks pin files and says what is wrong as file:line:column.",
        exitCodeList = {
            "0:no errors",
            "2:the command line is wrong",
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

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private HostOptions options = new HostOptions();

    @Parameters(
            paramLabel = "PATH",
            description = "Pin files or directories, instead of the pins of a root.")
    private List<Path> paths = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        Report<LintResult> format =
                options.choose(List.of(new LintText(options.ink()), new LintJson()), spec);
        boolean isHost = paths.isEmpty();
        List<RootedPath> places = isHost ? List.of(options.pinDirectory()) : typed();
        for (RootedPath place : places) {
            if (!place.exists()) {
                throw new NoSuchFileException(place.toString());
            }
        }
        LintResult result = read(places, isHost);
        spec.commandLine().getOut().print(format.text(result));
        spec.commandLine().getOut().flush();
        return result.errors().isEmpty() ? ExitCode.OK : ExitCode.BAD_PINS;
    }

    /** Here broken files are a result, and no failure. */
    private LintResult read(List<RootedPath> places, boolean isHost) throws IOException {
        boolean trustedOnly = isHost && CurrentUser.isRootOn(options.root());
        try {
            return new LintResult(
                    PinDirectory.read(places, RhelMinorsTable.load(), trustedOnly), List.of());
        } catch (BadFileException e) {
            return new LintResult(List.of(), e.errors());
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
