package io.github.kernelpin.host.dnf;

import io.github.kernelpin.host.file.InstallRoot;
import io.github.kernelpin.host.process.ProcessRunner;
import io.github.kernelpin.host.process.ScratchDirectory;
import io.github.kernelpin.host.process.Tool;
import io.github.kernelpin.model.kernel.KernelRelease;
import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.transaction.CommandSecrets;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Asks dnf which kernels it can see, with the excludes and version locks that it is set up with.
 */
final class DnfQuery {

    /** Metadata may have to be downloaded. */
    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    /** What boots, of whatever make, and what else of a kernel may have symbols. */
    private static final String KERNELS = "kernel*-uname-r,installonlypkg(kernel),kernel*-modules*";

    private final InstallRoot root;
    private final ProcessRunner runner;

    DnfQuery(InstallRoot root, ProcessRunner runner) {
        this.root = root;
        this.runner = runner;
    }

    /**
     * The packages of all kernels, with the wanted ones of their symbols.
     *
     * @throws IOException if dnf fails; in its own words
     */
    List<RpmPackage> all(Set<String> wanted) throws IOException {
        return query(List.of(), wanted);
    }

    /** The packages of kernels of these versions, whatever their variants. */
    List<RpmPackage> named(List<KernelRelease> kernels, Set<String> wanted) throws IOException {
        // The first star keeps it from being an option.
        return query(
                kernels.stream().map(each -> "*-" + each.evr() + "." + each.arch()).toList(),
                wanted);
    }

    /** The packages of kernels of one version, whatever their releases. */
    List<RpmPackage> ofVersion(String version) throws IOException {
        return query(List.of("*-" + version + "-*"), Set.of());
    }

    private List<RpmPackage> query(List<String> patterns, Set<String> wanted) throws IOException {
        if (root.isRunning()) {
            return query(List.of(), patterns, wanted, words -> words);
        }
        try (ScratchDirectory scratch = new ScratchDirectory()) {
            ConfinedConf conf = ConfinedConf.write(root, scratch.path());
            // Its configuration could name plugins, which would run on this host.
            List<String> options =
                    new ArrayList<>(List.of("--installroot=" + root.directory(), "--noplugins"));
            options.addAll(conf.options());
            return query(options, patterns, wanted, conf::inWordsOfRoot);
        }
    }

    private List<RpmPackage> query(
            List<String> options,
            List<String> patterns,
            Set<String> wanted,
            UnaryOperator<String> inWordsOfRoot)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Tool.DNF.path());
        command.addAll(options);
        // Whatever the configuration says, dnf is to make no directory, file or entry of a log.
        command.addAll(
                List.of(
                        "-q",
                        "--setopt=destdir=",
                        "--setopt=debug_solver=0",
                        "--setopt=logfilelevel=0",
                        "repoquery",
                        "--available",
                        "--whatprovides=" + KERNELS,
                        "--qf=" + RepoqueryOutput.FORMAT));
        command.addAll(patterns);
        RepoqueryOutput output = new RepoqueryOutput(wanted);
        ProcessRunner.Result result =
                runner.stream(command, DnfSolve.WITHOUT_ALIASES, TIMEOUT, output::accept);
        if (result.exitStatus() != 0) {
            throw new IOException(
                    "dnf repoquery failed with status "
                            + result.exitStatus()
                            + ": "
                            + inWordsOfRoot
                                    .apply(CommandSecrets.maskedText(result.output().strip()))
                                    .replace("\n", "; "));
        }
        return output.packages();
    }
}
