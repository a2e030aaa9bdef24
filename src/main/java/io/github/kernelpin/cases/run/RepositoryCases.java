package io.github.kernelpin.cases.run;

import io.github.kernelpin.cases.TransactionCase;
import io.github.kernelpin.cases.file.BadCaseException;
import io.github.kernelpin.config.toml.FileError;
import io.github.kernelpin.host.file.FileFailure;
import io.github.kernelpin.host.process.CurrentUser;
import io.github.kernelpin.host.process.Launcher;
import io.github.kernelpin.host.process.ProcessRunner;
import io.github.kernelpin.host.process.ScratchDirectory;
import io.github.kernelpin.host.process.Tool;
import io.github.kernelpin.host.rpm.PackageRepository;
import io.github.kernelpin.host.rpm.ScratchRoot;
import io.github.kernelpin.model.verdict.SourceLocation;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a root for each case that gives a repository, and has dnf solve its transaction there. */
final class RepositoryCases implements Closeable {

    private final ProcessRunner processes;
    private final CasePackages packages;
    private @Nullable ScratchDirectory scratch;

    RepositoryCases(ProcessRunner processes) {
        this.processes = processes;
        this.packages = new CasePackages(processes);
    }

    /**
     * Solves the transaction of a case.
     *
     * @param pins its pins: by what they name the plugin tells what concerns it
     * @throws BadCaseException if there is no transaction; it says what of the case is to blame
     */
    SolvedCase solve(TransactionCase.Repository given, Path pins) throws BadCaseException {
        CaseArguments.check(given.arguments());
        SourceLocation step = given.directory().location();
        try {
            checkMachine();
            ScratchDirectory directory = scratch();
            step = given.installedFrom().location();
            List<Path> installed = packages.installed(given);
            step = given.directory().location();
            PackageRepository repository = packages.repository(given, directory);
            try (ScratchRoot root = new ScratchRoot(directory, processes)) {
                CaseSolver solver = new CaseSolver(given, root, processes);
                root.configure(
                        repository,
                        Launcher.running(),
                        given.installonlyLimit(),
                        String.join(" ", solver.allowed()));
                root.addPins(pins);
                TransactionCase.Place modules = given.modules();
                if (modules != null) {
                    step = modules.location();
                    root.addModules(modules.path());
                }
                step = given.installedFrom().location();
                root.install(installed);
                step = given.arguments().get(0).location();
                return solver.solve();
            }
        } catch (IOException e) {
            throw new BadCaseException(List.of(new FileError(step, FileFailure.reasonOf(e))));
        }
    }

    private static void checkMachine() throws IOException {
        if (!CurrentUser.isRoot()) {
            throw new IOException(
                    "a case with a repository needs root, as rpm and dnf do: run kernelpin test as"
                            + " root, perhaps in a container");
        }
        Tool.check("a case with a repository", Tool.DNF, Tool.RPM, Tool.CREATEREPO);
    }

    private ScratchDirectory scratch() throws IOException {
        ScratchDirectory known = scratch;
        if (known == null) {
            known = new ScratchDirectory();
            scratch = known;
        }
        return known;
    }

    @Override
    public void close() throws IOException {
        if (scratch != null) {
            scratch.close();
        }
    }
}
