package io.github.kernelpin.cli.command;

import io.github.kernelpin.cli.console.Clock;
import io.github.kernelpin.cli.console.ExitCode;
import io.github.kernelpin.cli.option.ColorOption;
import io.github.kernelpin.cli.option.ConfigurationChange;
import io.github.kernelpin.cli.option.RootOption;
import io.github.kernelpin.host.dnf.AllowOption;
import io.github.kernelpin.host.file.FileReplacement;
import io.github.kernelpin.host.file.InstallRoot;
import io.github.kernelpin.host.process.CurrentUser;
import io.github.kernelpin.host.process.ProcessRunner;
import io.github.kernelpin.model.disk.KernelpinFiles;
import io.github.kernelpin.model.pin.Allowance;
import io.github.kernelpin.model.pin.Allowances;
import io.github.kernelpin.report.command.AllowText;
import io.github.kernelpin.report.text.SafeText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Allows a single kernel against the pins, for a time and for a reason. */
@Command(
        name = "allow",
        description = {
            "Allows a kernel for a time, whatever is found about it; or lists the allowed ones.",
            "It is written to " + KernelpinFiles.PLUGIN_CONF + " below the root."
        },
        exitCodeList = {
            "0:done",
            "2:the command line is wrong",
            "4:the kernel to remove is not allowed, or the file cannot be read or written"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  kernelpin allow 4.18.0-348.el8 --reason 'urgent fix' --expires 2026-12-31",
            "  kernelpin allow                          # which are allowed, why, until when",
            "  kernelpin allow --remove 4.18.0-348.el8"
        })
public final class AllowCommand implements Callable<Integer> {

    private final ProcessRunner processes;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private RootOption root = new RootOption();

    @Mixin private ColorOption color = new ColorOption();

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, in a line.")
    private String reason = "";

    @Option(
            names = "--expires",
            paramLabel = "YYYY-MM-DD",
            description = "The last day, in UTC, on which it is allowed.")
    private String expires = "";

    @Option(names = "--remove", description = "Withdraw the allowance of the kernel.")
    private boolean isRemoval;

    @Parameters(
            arity = "0..1",
            paramLabel = "KERNEL",
            description = "Version and release, and perhaps the architecture: 4.18.0-348.el8.")
    private @Nullable String kernel;

    public AllowCommand() {
        this(new ProcessRunner());
    }

    AllowCommand(ProcessRunner processes) {
        this.processes = processes;
    }

    @Override
    public Integer call() throws IOException {
        checkUsage();
        return run();
    }

    private void checkUsage() {
        boolean isAddition = kernel != null && !isRemoval;
        if (isRemoval && kernel == null) {
            throw wrong("--remove needs a KERNEL");
        }
        if (!isAddition && !(reason + expires).isEmpty()) {
            throw wrong("--reason and --expires are for a KERNEL that is allowed");
        }
        if (isAddition && (reason.isBlank() || expires.isEmpty())) {
            throw wrong("a KERNEL that is allowed needs --reason and --expires");
        }
        if (isAddition && !Allowance.isKernel(String.valueOf(kernel))) {
            throw wrong(
                    "\""
                            + kernel
                            + "\" is no kernel: expected VERSION-RELEASE or VERSION-RELEASE.ARCH");
        }
        if (isAddition) {
            checkReason();
            checkExpiry();
        }
    }

    private void checkReason() {
        for (int i = 0; i < reason.length(); i++) {
            char c = reason.charAt(i);
            if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
                throw wrong("--reason is to be one line of text");
            }
        }
    }

    private void checkExpiry() {
        try {
            LocalDate.parse(expires);
        } catch (DateTimeException e) {
            throw wrong("--expires is no date: expected YYYY-MM-DD");
        }
        if (!Allowance.isDate(expires) || expires.compareTo(Clock.inUtc()) < 0) {
            throw wrong("--expires is in the past: it is " + Clock.inUtc());
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), SafeText.printable(message));
    }

    private int run() throws IOException {
        root.root().check();
        String name = kernel;
        if (name == null) {
            AllowOption option = AllowOption.read(root.root());
            Allowances allowances = new Allowances(option.allowances(), Clock.inUtc());
            spec.commandLine()
                    .getOut()
                    .print(AllowText.of(allowances, option.reasons(), color.ink()));
        } else {
            change(name);
        }
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }

    private void change(String name) throws IOException {
        InstallRoot host = root.root();
        checkPlace(host);
        if (isRemoval) {
            removalOf(name, AllowOption.read(host));
        }
        try (ConfigurationChange change =
                ConfigurationChange.in(AllowOption.place(host).parent(), host)) {
            AllowOption option = AllowOption.read(host);
            String done;
            if (isRemoval) {
                removalOf(name, option);
                done = name + " is no longer allowed: ";
            } else {
                option.add(new Allowance(name, expires), reason.strip());
                done = name + " is allowed until " + expires + ": ";
            }
            byte[] content = option.text().getBytes(StandardCharsets.UTF_8);
            try (FileReplacement replacement = option.file().replacement(content)) {
                change.publish(option.file(), replacement, processes, spec.commandLine().getErr());
            }
            say(done + option.file());
        }
    }

    /** Where a link is on the way, whoever can change it chooses the file. */
    private static void checkPlace(InstallRoot host) throws IOException {
        if (CurrentUser.isRootOn(host)) {
            host.path(KernelpinFiles.PLUGIN_CONF).requireWayOfRoot();
        }
    }

    private static void removalOf(String name, AllowOption option) throws IOException {
        if (!option.remove(name)) {
            throw new IOException(option.file() + " does not allow " + name);
        }
    }

    private void say(String message) {
        spec.commandLine().getOut().println(SafeText.printable(message));
    }
}
