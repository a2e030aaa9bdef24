package io.github.kernelpin.cli.command;

import io.github.kernelpin.cli.console.Clock;
import io.github.kernelpin.cli.console.ExitCode;
import io.github.kernelpin.cli.console.Failure;
import io.github.kernelpin.cli.console.Terminal;
import io.github.kernelpin.cli.console.UsageException;
import io.github.kernelpin.cli.option.HostOptions;
import io.github.kernelpin.config.pin.RhelMinorsTable;
import io.github.kernelpin.config.toml.BadFileException;
import io.github.kernelpin.host.HostProbe;
import io.github.kernelpin.host.boot.BootLoader;
import io.github.kernelpin.host.dnf.KernelSearch;
import io.github.kernelpin.host.file.InstallRoot;
import io.github.kernelpin.host.frontend.PluginConf;
import io.github.kernelpin.host.frontend.PluginProbe;
import io.github.kernelpin.host.kernel.InstalledKernels;
import io.github.kernelpin.host.module.UnownedModuleFiles;
import io.github.kernelpin.host.process.ProcessRunner;
import io.github.kernelpin.model.boot.NextBoot;
import io.github.kernelpin.model.disk.KeptOut;
import io.github.kernelpin.model.disk.KernelOnDisk;
import io.github.kernelpin.model.disk.PluginGap;
import io.github.kernelpin.model.kernel.CandidateKernel;
import io.github.kernelpin.model.kernel.KernelRelease;
import io.github.kernelpin.model.kernel.RhelMinors;
import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.pin.AllowanceStatus;
import io.github.kernelpin.model.pin.Allowances;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.symbol.ModuleFile;
import io.github.kernelpin.model.transaction.HostState;
import io.github.kernelpin.report.Report;
import io.github.kernelpin.report.command.CheckJson;
import io.github.kernelpin.report.command.CheckText;
import io.github.kernelpin.report.result.CheckResult;
import io.github.kernelpin.rules.host.HostJudge;
import io.github.kernelpin.rules.status.KernelCheck;
import io.github.kernelpin.rules.status.KernelStatus;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells of kernels that are not installed yet whether they would be allowed. */
@Command(
        name = "check",
        description = {
            "Tells whether a kernel would be allowed, and why not.",
            "A kernel that is not installed is looked up with dnf. Whether a pinned module "
                    + "would load in it is told of the module's files on this host."
        },
        exitCodeList = {
            "0:every kernel is allowed, or with --all-available at least one",
            "2:a KERNEL is none",
            "3:one is refused or held back, or with --all-available all are",
            "4:something cannot be read, or dnf fails",
            "5:errors in pin files"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  kernelpin check 4.18.0-348.el8                     # a version",
            "  kernelpin check 4.18.0-348.el8.x86_64+debug        # as uname -r says it",
            "  kernelpin check kernel-core-4.18.0-348.el8.x86_64  # a package",
            "  kernelpin check --all-available                    # whatever dnf can see"
        })
public final class CheckCommand implements Callable<Integer> {

    private final ProcessRunner processes;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private HostOptions options = new HostOptions();

    @Option(
            names = "--all-available",
            description = "Check every kernel that dnf can see, the newest first.")
    private boolean isForAll;

    @Parameters(paramLabel = "KERNEL", description = "Kernels by version, uname -r or package.")
    private List<String> names = new ArrayList<>();

    public CheckCommand() {
        this(new ProcessRunner());
    }

    CheckCommand(ProcessRunner processes) {
        this.processes = processes;
    }

    @Override
    public Integer call() throws IOException, BadFileException, UsageException {
        if (isForAll != names.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "Expected either kernels or --all-available");
        }
        RhelMinors minors = RhelMinorsTable.load();
        Report<CheckResult> format =
                options.choose(
                        List.of(new CheckText(minors, options.ink()), new CheckJson(minors)), spec);
        InstallRoot root = options.root();
        root.check();
        KernelSearch search = new KernelSearch(root, processes, this::waitFor);
        List<KernelRelease> named = named(search);
        Allowances allowances = PluginConf.read(root).allowances(Clock.inUtc());
        List<KernelCheck> checks = checked(search, named, allowances);
        List<PluginGap> gaps =
                root.isRunning() ? new PluginProbe(root, processes).gaps() : List.of();
        CheckResult result = new CheckResult(checks, allowances, isForAll, gaps);
        PrintWriter out = spec.commandLine().getOut();
        out.print(format.text(result));
        out.flush();
        sayIfNobodyAsks(gaps);
        return result.isGood() ? ExitCode.OK : ExitCode.REFUSED;
    }

    /** What would be refused here is not, if dnf does not ask. */
    private void sayIfNobodyAsks(List<PluginGap> gaps) {
        for (PluginGap gap : gaps) {
            Failure.say(
                    spec.commandLine().getErr(),
                    "dnf does not ask kernelpin here: "
                            + gap.path()
                            + ": "
                            + gap.problem()
                            + "; "
                            + gap.advice());
        }
    }

    private List<KernelRelease> named(KernelSearch search) throws IOException, UsageException {
        try {
            return search.parse(names);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    private List<KernelCheck> checked(
            KernelSearch search, List<KernelRelease> named, Allowances allowances)
            throws IOException, BadFileException {
        InstallRoot root = options.root();
        List<Pin> pins = options.pins(RhelMinorsTable.load());
        List<ModuleFile> files = new UnownedModuleFiles(root).find(moduleNames(pins));
        Set<String> wanted = needs(files);
        List<CandidateKernel> kernels =
                isForAll ? search.available(wanted) : search.named(named, wanted);
        Map<String, KernelStatus> onDisk = onDisk(pins, kernels, allowances);
        HostState host = host(files, wanted);
        List<KeptOut> kept = options.keptOut();
        List<KernelCheck> checks = new ArrayList<>();
        for (CandidateKernel kernel : kernels) {
            KernelCheck check = KernelCheck.of(pins, kernel, host, allowances.kernels());
            KernelStatus status = onDisk.get(kernel.name());
            check = status == null ? check : HostJudge.onDisk(check, pins, status);
            checks.add(check.with(HostJudge.keptOut(pins, kept, kernel.core().nevra())));
        }
        return checks;
    }

    /** What a kernel would come to. */
    private HostState host(List<ModuleFile> files, Set<String> wanted) throws IOException {
        List<RpmPackage> kernels = new InstalledKernels(options.root()).all(wanted);
        NextBoot next = new BootLoader(options.root(), processes).nextBoot();
        return new HostState(kernels, files, "", next.kernel(), 0);
    }

    /** Those of the kernels that are on disk, whoever else knows them, by their names. */
    private Map<String, KernelStatus> onDisk(
            List<Pin> pins, List<CandidateKernel> kernels, Allowances allowances)
            throws IOException {
        Map<String, KernelStatus> found = new TreeMap<>();
        Set<String> names = new TreeSet<>();
        for (CandidateKernel kernel : kernels) {
            names.add(kernel.name());
        }
        names.retainAll(new InstalledKernels(options.root()).names());
        if (!names.isEmpty()) {
            HostProbe host = new HostProbe(options.root(), processes);
            for (KernelOnDisk each : host.kernels(moduleNames(pins))) {
                KernelRelease release = each.release();
                AllowanceStatus allowance = allowances.of(release.evr(), release.arch());
                if (names.contains(release.text())) {
                    found.put(release.text(), KernelStatus.ofModules(each, pins, allowance));
                }
            }
        }
        return found;
    }

    private static Set<String> moduleNames(List<Pin> pins) {
        Set<String> modules = new TreeSet<>();
        for (Pin pin : pins) {
            for (Pin.PinnedModule module : pin.modules()) {
                modules.add(module.fileName());
            }
        }
        return modules;
    }

    private static Set<String> needs(List<ModuleFile> files) {
        Set<String> symbols = new TreeSet<>();
        for (ModuleFile file : files) {
            for (int i = 0; i < file.needs().size(); i++) {
                symbols.add(file.needs().name(i));
            }
        }
        return symbols;
    }

    /** Only people wonder why nothing happens. */
    private void waitFor(String message) {
        if (Terminal.isWatched()) {
            Failure.say(spec.commandLine().getErr(), message);
        }
    }
}
