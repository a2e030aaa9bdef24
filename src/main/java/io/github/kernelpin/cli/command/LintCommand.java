package io.github.kernelpin.cli.command;

import io.github.kernelpin.cli.console.ExitCode;
import io.github.kernelpin.cli.option.HostOptions;
import io.github.kernelpin.config.pin.PinDirectory;
import io.github.kernelpin.config.pin.RhelMinorsTable;
import io.github.kernelpin.config.toml.BadFileException;
import io.github.kernelpin.config.toml.FileError;
import io.github.kernelpin.host.file.RootedPath;
import io.github.kernelpin.host.process.CurrentUser;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.report.command.LintJson;
import io.github.kernelpin.report.text.Colors;
import io.github.kernelpin.report.text.SafeText;
import java.io.IOException;
import java.io.PrintWriter;
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
        boolean isHost = paths.isEmpty();
        List<RootedPath> places = isHost ? List.of(options.pinDirectory()) : typed();
        for (RootedPath place : places) {
            if (!place.exists()) {
                throw new NoSuchFileException(place.toString());
            }
        }
        try {
            List<Pin> read =
                    PinDirectory.read(
                            places,
                            RhelMinorsTable.load(),
                            isHost && CurrentUser.isRootOn(options.root()));
            report(read, List.of());
            return ExitCode.OK;
        } catch (BadFileException e) {
            report(List.of(), e.errors());
            return ExitCode.BAD_PINS;
        }
    }

    private List<RootedPath> typed() {
        List<RootedPath> places = new ArrayList<>();
        for (Path path : paths) {
            places.add(RootedPath.ofHost(path));
        }
        return places;
    }

    private void report(List<Pin> read, List<FileError> errors) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        switch (options.format()) {
            case TEXT -> {
                for (FileError error : errors) {
                    out.println(SafeText.printable(error.location() + ": " + error.message()));
                }
                String number = count(errors.size(), "error");
                Colors.Tone tone = errors.isEmpty() ? Colors.Tone.GOOD : Colors.Tone.BAD;
                out.println(count(read.size(), "pin") + ", " + options.ink().paint(tone, number));
            }
            case JSON -> out.println(json(read, errors));
        }
    }

    private static String count(int number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    private static String json(List<Pin> read, List<FileError> errors) throws IOException {
        List<LintJson.Problem> problems =
                errors.stream()
                        .map(error -> new LintJson.Problem(error.location(), error.message()))
                        .toList();
        return LintJson.text(read, problems);
    }
}
