package io.github.kernelpin.cli.command;

import io.github.kernelpin.cli.console.ExitCode;
import io.github.kernelpin.cli.option.ColorOption;
import io.github.kernelpin.cli.option.ConfigurationChange;
import io.github.kernelpin.cli.option.PinsOptions;
import io.github.kernelpin.config.pin.PinDirectory;
import io.github.kernelpin.config.pin.RhelMinorsTable;
import io.github.kernelpin.config.toml.BadFileException;
import io.github.kernelpin.host.file.RootedPath;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.report.text.SafeText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes a pin away whose file holds nothing else. */
@Command(
        name = "unpin",
        description = {
            "Removes a pin, and shows what it was.",
            "A file with other pins in it is left alone: it takes an editor to keep its comments."
        },
        exitCodeList = {
            "0:the pin is gone",
            "2:the command line is wrong",
            "4:there is no such pin, its file has others in it, or cannot be removed",
            "5:errors in pin files"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  kernelpin unpin drbd",
            "  kernelpin unpin drbd --dry-run           # only shows it",
            "  kernelpin unpin --root=/mnt/target drbd  # of an installroot"
        })
public final class UnpinCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    /** Of this command just the help has colours. */
    @SuppressWarnings("UnusedVariable")
    @Mixin
    private ColorOption color = new ColorOption();

    @Mixin private PinsOptions options = new PinsOptions();

    @Option(names = "--dry-run", description = "Show the pin and remove nothing.")
    private boolean isDryRun;

    @Parameters(paramLabel = "ID", description = "The pin's id.")
    private String id = "";

    @Override
    public Integer call() throws IOException, BadFileException {
        RootedPath file = fileOfPin();
        String text;
        if (isDryRun) {
            text = text(file);
        } else {
            try (ConfigurationChange change =
                    ConfigurationChange.in(file.parent(), options.root())) {
                text = text(fileOfPin());
                change.delete(file);
            }
        }
        StringBuilder shown = new StringBuilder(isDryRun ? "would remove " : "removed ");
        shown.append(SafeText.printable(file.toString())).append("\n\n");
        for (String line : text.stripTrailing().split("\n", -1)) {
            shown.append(SafeText.printable(line.stripTrailing())).append('\n');
        }
        spec.commandLine().getOut().print(shown);
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }

    private static String text(RootedPath file) throws IOException {
        return new String(file.read(PinDirectory.FILE_BYTES_MAX), StandardCharsets.UTF_8);
    }

    /** The file, which holds the pin and no other. */
    private RootedPath fileOfPin() throws IOException, BadFileException {
        List<Pin> pins = options.pins(RhelMinorsTable.load());
        Pin pin = find(pins);
        int inFile = 0;
        for (Pin each : pins) {
            inFile += each.location().file().equals(pin.location().file()) ? 1 : 0;
        }
        if (inFile > 1) {
            throw new IOException(
                    pin.location().fileAndLine()
                            + ": other pins are in the same file, so edit it and take out pin "
                            + id);
        }
        return options.fileOf(pin);
    }

    private Pin find(List<Pin> pins) throws IOException {
        TreeSet<String> known = new TreeSet<>();
        for (Pin each : pins) {
            if (each.id().equals(id)) {
                return each;
            }
            known.add(each.id());
        }
        throw new IOException(
                "there is no pin "
                        + id
                        + " in "
                        + options.pinDirectory()
                        + ": "
                        + (known.isEmpty()
                                ? "there is none"
                                : "there are " + String.join(", ", known)));
    }
}
