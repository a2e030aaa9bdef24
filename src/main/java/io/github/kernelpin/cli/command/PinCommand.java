package io.github.kernelpin.cli.command;

import io.github.kernelpin.cli.console.ExitCode;
import io.github.kernelpin.cli.console.Failure;
import io.github.kernelpin.cli.option.ColorOption;
import io.github.kernelpin.cli.option.ConfigurationChange;
import io.github.kernelpin.cli.option.PinsOptions;
import io.github.kernelpin.config.pin.PinDirectory;
import io.github.kernelpin.config.pin.PinDraft;
import io.github.kernelpin.config.pin.RhelMinorsTable;
import io.github.kernelpin.config.toml.BadFileException;
import io.github.kernelpin.host.file.FileReplacement;
import io.github.kernelpin.host.file.RootedPath;
import io.github.kernelpin.host.process.ProcessRunner;
import io.github.kernelpin.model.disk.KernelpinFiles;
import io.github.kernelpin.model.kernel.KernelSpec;
import io.github.kernelpin.model.kernel.KernelVariant;
import io.github.kernelpin.model.kernel.RhelMinors;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.pin.TestedVersions;
import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.report.text.SafeText;
import io.github.kernelpin.rules.status.PinnableModule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a pin of what a host runs now. */
@Command(
        name = "pin",
        description = {
            "Writes a pin: the module as it is now, with the kernel that it is in now.",
            "That is the kernel that runs or, of another root, the one that boots next."
        },
        exitCodeList = {
            "0:the pin is written",
            "2:the command line is wrong",
            "4:the module is not there, the pin is there already, or something cannot be read "
                    + "or written",
            "5:errors in pin files"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  kernelpin pin drbd --reason 'tested on RHEL 8.4'",
            "  kernelpin pin drbd --dry-run                # only shows it",
            "  kernelpin pin drbd --hold                   # holds other kernels back",
            "  kernelpin pin drbd --kernel '4.18.0-305'    # instead of the kernel that runs",
            "  kernelpin pin --root /mnt/target npreal2    # for an installroot"
        })
public final class PinCommand implements Callable<Integer> {

    private final ProcessRunner processes;

    @Spec private CommandSpec spec = CommandSpec.create();

    /** Of this command just the help has colours. */
    @SuppressWarnings("UnusedVariable")
    @Mixin
    private ColorOption color = new ColorOption();

    @Mixin private PinsOptions options = new PinsOptions();

    @Option(
            names = "--kernel",
            paramLabel = "SPEC",
            description = "The kernels to pin, as pin files have them: rhel:8.4, 4.18.0-305, ...")
    private String kernels = "";

    @Option(
            names = "--package",
            paramLabel = "RPM",
            description = "The module's package, in any version; rpm is not asked.")
    private String packageName = "";

    @Option(
            names = "--id",
            paramLabel = "ID",
            description = "What the pin and its file are called (default: MODULE).")
    private String id = "";

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            description = "Why; it is printed with every refusal.")
    private String reason = "";

    @Option(
            names = "--hold",
            description = "Hold other kernels back and let the rest of an upgrade go ahead.")
    private boolean isHolding;

    @Option(names = "--dry-run", description = "Show the pin and write nothing.")
    private boolean isDryRun;

    @Parameters(paramLabel = "MODULE", description = "The module, as modprobe knows it.")
    private String module = "";

    public PinCommand() {
        this(new ProcessRunner());
    }

    PinCommand(ProcessRunner processes) {
        this.processes = processes;
    }

    @Override
    public Integer call() throws IOException, BadFileException {
        RhelMinors minors = RhelMinorsTable.load();
        KernelSpec wanted = wantedKernels(minors);
        List<Pin> pins = options.pinsSoFar(minors);
        CurrentModule source = new CurrentModule(options, processes);
        PinnableModule found = source.find(module, wanted);
        PinDraft draft = draft(source, found, minors);
        List<String> problems = draft.problems(minors);
        if (!problems.isEmpty()) {
            throw new ParameterException(spec.commandLine(), String.join("; ", problems));
        }
        RootedPath file = options.pinDirectory().child(draft.id() + KernelpinFiles.PIN_SUFFIX);
        checkIsNew(draft.id(), file, pins);
        if (!found.loads()) {
            Failure.say(
                    spec.commandLine().getErr(),
                    "warning, the pin is about a module that is not known to load in "
                            + found.kernel().release().text()
                            + ": "
                            + found.state().explain());
        }
        if (!isDryRun) {
            write(draft, file, minors);
        }
        StringBuilder text = new StringBuilder(isDryRun ? "would write " : "wrote ");
        text.append(SafeText.printable(file.toString())).append("\n\n").append(draft.toml());
        spec.commandLine().getOut().print(text);
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }

    private @Nullable KernelSpec wantedKernels(RhelMinors minors) {
        try {
            return kernels.isEmpty() ? null : KernelSpec.parse(kernels, minors);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--kernel: " + SafeText.printable(String.valueOf(e.getMessage())),
                    e);
        }
    }

    private PinDraft draft(CurrentModule source, PinnableModule found, RhelMinors minors)
            throws IOException {
        String variant = found.kernel().release().variant();
        Nevra owner = packageName.isEmpty() ? source.owner(found.state().target()) : null;
        return new PinDraft(
                "What "
                        + (owner == null ? found.state().target() : owner)
                        + " was installed for: "
                        + found.kernel().release().text(),
                id.isEmpty() ? module : id,
                reason,
                kernels.isEmpty() ? source.minorOf(found, minors) : kernels.strip(),
                variant.equals(KernelVariant.PLAIN) ? "" : variant,
                module,
                owner == null ? packageName : owner.name(),
                owner == null
                        ? ""
                        : TestedVersions.like(owner.evr(), found.kernel().release().evr()),
                isHolding);
    }

    private void checkIsNew(String name, RootedPath file, List<Pin> pins) throws IOException {
        for (Pin each : pins) {
            if (each.id().equals(name)) {
                throw new IOException(
                        "there is a pin "
                                + name
                                + " already at "
                                + each.location().fileAndLine()
                                + ": edit it, take it away with kernelpin unpin, or give another"
                                + " --id");
            }
        }
        if (file.isTaken()) {
            throw new IOException(file + " exists already: edit it, or give another --id");
        }
    }

    private void write(PinDraft draft, RootedPath file, RhelMinors minors)
            throws IOException, BadFileException {
        byte[] content = draft.toml().getBytes(StandardCharsets.UTF_8);
        try (ConfigurationChange change =
                ConfigurationChange.in(options.pinDirectory(), options.root())) {
            checkIsNew(draft.id(), file, options.pinsSoFar(minors));
            try (FileReplacement replacement = file.replacement(content)) {
                RootedPath written = options.pinDirectory().child(replacement.draftName());
                PinDirectory.read(
                        List.of(written), minors, options.areTrustedOnly(), options.usualAction());
                change.publish(file, replacement, processes, spec.commandLine().getErr());
            }
        }
    }
}
