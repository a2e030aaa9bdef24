package io.github.kernelpin.cli.command;

import io.github.kernelpin.cli.console.ExitCode;
import io.github.kernelpin.cli.guard.GuardConflicts;
import io.github.kernelpin.cli.guard.GuardRepository;
import io.github.kernelpin.cli.guard.GuardSelection;
import io.github.kernelpin.cli.option.ColorOption;
import io.github.kernelpin.cli.option.PinsOptions;
import io.github.kernelpin.config.pin.RhelMinorsTable;
import io.github.kernelpin.config.toml.BadFileException;
import io.github.kernelpin.guard.CompsFile;
import io.github.kernelpin.guard.Guard;
import io.github.kernelpin.guard.GuardVersion;
import io.github.kernelpin.guard.SpecFile;
import io.github.kernelpin.host.file.RootedPath;
import io.github.kernelpin.host.process.ProcessRunner;
import io.github.kernelpin.host.rpm.RpmBuild;
import io.github.kernelpin.model.rpm.Evr;
import io.github.kernelpin.report.text.SafeText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
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

/** Builds packages that hold pins without kernelpin's plugin. */
@Command(
        name = "guard",
        description = {
            "Builds packages that keep to pins where nobody asks kernelpin.",
            "There is one for each pin: it conflicts with the kernels that the pin refuses, and requires"
                    + " the modules' packages in the versions tested. DIR becomes a repository of them"
                    + " and no others, with a group for dnf. Takes rpmbuild and createrepo_c.",
            "A guard's version is when its pin's file was last changed, or "
                    + RpmBuild.EPOCH_VARIABLE
                    + ". Where DIR"
                    + " has a guard of the pin that is alike, it stays; where it has one that is as"
                    + " new or newer and not alike, the release of that one is raised.",
            "Guards of other pins are removed from DIR, all of them if no pin is left."
        },
        exitCodeList = {
            "0:done",
            "2:the command line is wrong",
            "3:something is installed that a guard conflicts with",
            "4:there is no such pin, it cannot be said in rpm's terms, or something cannot be read or "
                    + "built",
            "5:errors in pin files"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  kernelpin guard -o /srv/repo/guards             # of every pin of this host",
            "  kernelpin guard -o guards --group Storage drbd  # of one pin",
            "  kernelpin guard --dry-run                       # only shows the spec files"
        })
public final class GuardCommand implements Callable<Integer> {

    private final ProcessRunner processes;

    @Spec private CommandSpec spec = CommandSpec.create();

    /** Of this command just the help has colours. */
    @SuppressWarnings("UnusedVariable")
    @Mixin
    private ColorOption color = new ColorOption();

    @Mixin private PinsOptions options = new PinsOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "The repository: a directory that is missing, empty, or one of guards.")
    private @Nullable Path output;

    @Option(
            names = "--group",
            paramLabel = "NAME",
            description = "What the group is called (default: kernelpin guards).")
    private String group = "kernelpin guards";

    @Option(
            names = "--guard-version",
            paramLabel = "VERSION",
            description = "The version of the guards, without release.")
    private String version = "";

    @Option(
            names = "--no-host-check",
            description = "Don't look at what is installed: the guards are for other hosts.")
    private boolean isForOthers;

    @Option(names = "--dry-run", description = "Show the spec files and build nothing.")
    private boolean isDryRun;

    @Parameters(paramLabel = "PIN-ID", description = "The pins (default: all).")
    private List<String> ids = new ArrayList<>();

    public GuardCommand() {
        this(new ProcessRunner());
    }

    GuardCommand(ProcessRunner processes) {
        this.processes = processes;
    }

    @Override
    public Integer call() throws IOException, BadFileException {
        PrintWriter err = spec.commandLine().getErr();
        Path directory = output;
        if (directory == null && !isDryRun) {
            throw usage("Missing required option: '--output=DIR'");
        }
        checkGroup();
        checkVersion();
        List<Guard> guards =
                new GuardSelection(ids, options, err).of(options.pins(RhelMinorsTable.load()));
        if (guards.isEmpty() && !isRetirement(directory)) {
            throw new IOException("there is no pin that a guard could hold");
        }
        if (directory == null || isDryRun) {
            return show(guards, directory);
        }
        if (!isForOthers && new GuardConflicts(options.root(), processes).isInTheWay(guards, err)) {
            return ExitCode.REFUSED;
        }
        return build(guards, directory);
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private void checkGroup() {
        boolean isNamed = !new CompsFile(group, List.of()).id().isEmpty();
        if (!isNamed || !SafeText.printable(group).equals(group)) {
            throw usage("--group: expected letters or digits in the name");
        }
    }

    /** What rpmbuild takes for a version. */
    private void checkVersion() {
        boolean good = version.isEmpty() || Character.isDigit(version.charAt(0));
        for (int i = 0; i < version.length(); i++) {
            char c = version.charAt(i);
            good &= c < 0x80 && (Character.isLetterOrDigit(c) || "._+~^".indexOf(c) >= 0);
        }
        if (!good) {
            throw usage("--guard-version: expected a version without release, as 1.2");
        }
    }

    /**
     * Tells whether all guards of a repository are to go. A directory of pins that is missing may
     * be a typing error.
     */
    private boolean isRetirement(@Nullable Path directory) throws IOException {
        return directory != null
                && !isDryRun
                && ids.isEmpty()
                && options.pinDirectory().isDirectory()
                && new GuardRepository(directory, processes).hasGuards();
    }

    private int show(List<Guard> guards, @Nullable Path directory) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        String gap = "";
        List<Evr> versions = versions(orders(guards), directory);
        for (int i = 0; i < versions.size(); i++) {
            out.print(gap + new SpecFile(guards.get(i)).text(versions.get(i)));
            gap = "\n";
        }
        out.flush();
        return ExitCode.OK;
    }

    /** The versions that a build would give. */
    private List<Evr> versions(List<GuardRepository.Order> orders, @Nullable Path directory)
            throws IOException {
        if (directory != null) {
            return new GuardRepository(directory, processes).versions(orders);
        }
        return orders.stream().map(order -> order.version().after(null, "")).toList();
    }

    private List<GuardRepository.Order> orders(List<Guard> guards) throws IOException {
        List<GuardRepository.Order> orders = new ArrayList<>();
        for (Guard guard : guards) {
            long moment = moment(options.fileOf(guard.pin()));
            GuardVersion wanted =
                    version.isEmpty() ? GuardVersion.at(moment) : new GuardVersion(version, true);
            orders.add(new GuardRepository.Order(guard, wanted, moment));
        }
        return orders;
    }

    /** See reproducible-builds.org; a checkout has the times of files from when it was made. */
    private static long moment(RootedPath pinFile) throws IOException {
        String epoch = System.getenv(RpmBuild.EPOCH_VARIABLE);
        if (epoch == null || epoch.isEmpty()) {
            return pinFile.attributes().lastModifiedTime().toInstant().getEpochSecond();
        }
        try {
            return Integer.parseUnsignedInt(epoch) & 0xffffffffL;
        } catch (NumberFormatException e) {
            throw new IOException(
                    RpmBuild.EPOCH_VARIABLE + ": expected seconds, not \"" + epoch + "\"", e);
        }
    }

    private int build(List<Guard> guards, Path directory) throws IOException {
        CompsFile comps = new CompsFile(group, guards);
        List<GuardRepository.Result> results =
                new GuardRepository(directory, processes).write(orders(guards), comps);
        PrintWriter out = spec.commandLine().getOut();
        for (GuardRepository.Result result : results) {
            String file = SafeText.printable(result.file().toString());
            out.println(result.outcome().words() + file);
        }
        out.println(
                guards.isEmpty()
                        ? "there is no pin that a guard could hold: the repository is empty now"
                        : "group " + comps.id() + ": " + String.join(" ", comps.packages()));
        out.flush();
        return ExitCode.OK;
    }
}
