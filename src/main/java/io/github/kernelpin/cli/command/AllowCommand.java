package io.github.kernelpin.cli.command;

import io.github.kernelpin.cli.console.Clock;
import io.github.kernelpin.cli.console.ExitCode;
import io.github.kernelpin.cli.console.Failure;
import io.github.kernelpin.cli.console.Terminal;
import io.github.kernelpin.cli.option.ColorOption;
import io.github.kernelpin.cli.option.ConfigurationChange;
import io.github.kernelpin.cli.option.RootOption;
import io.github.kernelpin.host.dnf.KernelSearch;
import io.github.kernelpin.host.file.FileFailure;
import io.github.kernelpin.host.file.FileReplacement;
import io.github.kernelpin.host.file.InstallRoot;
import io.github.kernelpin.host.frontend.AllowOption;
import io.github.kernelpin.host.process.CurrentUser;
import io.github.kernelpin.host.process.ProcessRunner;
import io.github.kernelpin.model.disk.KernelpinFiles;
import io.github.kernelpin.model.pin.Allowance;
import io.github.kernelpin.model.pin.Allowances;
import io.github.kernelpin.report.command.AllowText;
import io.github.kernelpin.report.text.SafeText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
            "It is written to "
                    + KernelpinFiles.PLUGIN_CONF
                    + " below the root, or where dnf.conf has pluginconfpath."
        },
        exitCodeList = {
            "0:done",
            "2:the command line is wrong",
            "4:the kernel to remove is not allowed, there is no kernel of that name to allow, or "
                    + "the file cannot be read or written"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  kernelpin allow 4.18.0-348.el8 --reason 'urgent fix' --expires 2026-12-31",
            "  kernelpin allow                          # which are allowed, why, until when",
            "  kernelpin allow --remove 4.18.0-348.el8"
        })
public final class AllowCommand implements Callable<Integer> {

    /** More would hide what is meant. */
    private static final int SHOWN_MAX = 5;

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

    @Option(
            names = "--unseen",
            description = "Allow a kernel that is neither installed nor to be seen by dnf yet.")
    private boolean isUnseen;

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
        if (!isDate()) {
            throw wrong("--expires is no date: expected YYYY-MM-DD");
        }
        if (expires.compareTo(Clock.inUtc()) < 0) {
            throw wrong("--expires is in the past: it is " + Clock.inUtc());
        }
    }

    /** Java reads years of five digits as well, which are no dates to the plugin. */
    private boolean isDate() {
        try {
            LocalDate.parse(expires);
            return Allowance.isDate(expires);
        } catch (DateTimeException e) {
            return false;
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

    /** An allowance that matches nothing looks like one until the kernel comes, and is refused. */
    private void checkThatThereIsOne(Allowance allowance) throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        String version = allowance.kernel().substring(0, allowance.kernel().indexOf('-'));
        Set<String> names;
        try {
            names = new KernelSearch(root.root(), processes, this::waitFor).ofVersion(version);
        } catch (IOException e) {
            Failure.say(
                    err,
                    "whether there is a kernel "
                            + allowance.kernel()
                            + " is not known: "
                            + FileFailure.reasonOf(e));
            return;
        }
        for (String name : names) {
            String withoutArch = name.substring(0, name.lastIndexOf('.'));
            if (allowance.kernel().equals(name) || allowance.kernel().equals(withoutArch)) {
                return;
            }
        }
        throw new IOException(
                "no kernel "
                        + allowance.kernel()
                        + " is installed, nor can dnf see one; "
                        + (names.isEmpty()
                                ? "there is none of version " + version
                                : "there are " + nearest(allowance.kernel(), names))
                        + " (--unseen allows it all the same)");
    }

    private void waitFor(String message) {
        if (Terminal.isWatched()) {
            Failure.say(spec.commandLine().getErr(), message);
        }
    }

    private static String nearest(String kernel, Set<String> names) {
        List<String> sorted = new ArrayList<>(names);
        List<String> alike = sorted.stream().filter(each -> each.startsWith(kernel)).toList();
        List<String> shown = alike.isEmpty() ? sorted : alike;
        String text = String.join(", ", shown.subList(0, Math.min(shown.size(), SHOWN_MAX)));
        int more = shown.size() - SHOWN_MAX;
        return more > 0 ? text + " and " + more + " more" : text;
    }

    private void change(String name) throws IOException {
        InstallRoot host = root.root();
        checkPlace(host);
        if (!isRemoval && !isUnseen) {
            checkThatThereIsOne(new Allowance(name, expires));
        }
        if (isRemoval) {
            removalOf(name, AllowOption.read(host));
        }
        try (ConfigurationChange change =
                ConfigurationChange.in(AllowOption.place(host).followed().parent(), host)) {
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
            AllowOption.place(host).requireWayOfRoot();
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
