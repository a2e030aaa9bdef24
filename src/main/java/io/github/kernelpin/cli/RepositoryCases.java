package io.github.kernelpin.cli;

import io.github.kernelpin.config.BadCaseException;
import io.github.kernelpin.config.PinError;
import io.github.kernelpin.config.TransactionCase;
import io.github.kernelpin.dnf.RecordedRequest;
import io.github.kernelpin.dnf.RequestReader;
import io.github.kernelpin.host.DnfSolve;
import io.github.kernelpin.host.Launcher;
import io.github.kernelpin.host.PackageRepository;
import io.github.kernelpin.host.ProcessRunner;
import io.github.kernelpin.host.RpmFiles;
import io.github.kernelpin.host.ScratchDirectory;
import io.github.kernelpin.host.ScratchRoot;
import io.github.kernelpin.host.Tool;
import io.github.kernelpin.model.DnfCommand;
import io.github.kernelpin.model.HostState;
import io.github.kernelpin.model.Nevra;
import io.github.kernelpin.model.Request;
import io.github.kernelpin.model.Transaction;
import io.github.kernelpin.model.Waiver;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Has the real dnf solve the transactions of cases that give a repository, each in a root of its
 * own. What several cases use is read once.
 */
final class RepositoryCases implements Closeable {

    private final ProcessRunner processes;
    private final Map<Path, RpmFiles> files = new TreeMap<>();
    private final Map<Path, PackageRepository> repositories = new TreeMap<>();
    private @Nullable ScratchDirectory scratch;

    /**
     * What the plugin asked.
     *
     * @param failure what dnf said if it would not have run the transaction; else empty
     */
    record Solved(Request request, String failure) {}

    RepositoryCases(ProcessRunner processes) {
        this.processes = processes;
    }

    /**
     * Solves the transaction of a case.
     *
     * @param pins its pins: by what they name the plugin tells what concerns it
     * @throws BadCaseException if the case asks for what is not there
     * @throws IOException if there is no transaction; the message is one line
     */
    Solved solve(TransactionCase.Repository given, Path pins) throws BadCaseException, IOException {
        CaseArguments.check(given.arguments());
        checkMachine();
        ScratchDirectory directory = scratch();
        List<Path> installed = installed(given);
        PackageRepository repository = repositories.get(given.directory().toRealPath());
        if (repository == null) {
            repository = PackageRepository.of(files(given.directory()), directory, processes);
            repositories.put(given.directory().toRealPath(), repository);
        }
        try (ScratchRoot root = new ScratchRoot(directory, processes)) {
            root.configure(
                    repository, Launcher.running(), given.installonlyLimit(), allowed(given));
            root.addPins(pins);
            Path modules = given.modules();
            if (modules != null) {
                root.addModules(modules);
            }
            root.install(installed);
            return solve(given, root);
        }
    }

    private static void checkMachine() throws IOException {
        if ((int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") != 0) {
            throw new IOException(
                    "a case with a repository needs root, as rpm and dnf do: run kernelpin test as"
                            + " root, perhaps in a container");
        }
        Tool.check();
    }

    private ScratchDirectory scratch() throws IOException {
        ScratchDirectory known = scratch;
        if (known == null) {
            known = new ScratchDirectory();
            scratch = known;
        }
        return known;
    }

    private RpmFiles files(Path directory) throws IOException {
        Path place = directory.toRealPath();
        RpmFiles known = files.get(place);
        if (known == null) {
            known = RpmFiles.read(place, processes);
            files.put(place, known);
        }
        return known;
    }

    private List<Path> installed(TransactionCase.Repository given)
            throws BadCaseException, IOException {
        RpmFiles from = files(given.installedFrom());
        List<Path> rpms = new ArrayList<>();
        List<PinError> errors = new ArrayList<>();
        for (TransactionCase.Word each : given.installed()) {
            Path rpm = from.of(each.text());
            if (rpm == null) {
                errors.add(
                        new PinError(
                                each.location(),
                                "no RPM file in " + given.installedFrom() + " is " + each.text()));
            } else {
                rpms.add(rpm);
            }
        }
        if (!errors.isEmpty()) {
            throw new BadCaseException(errors);
        }
        return rpms;
    }

    /**
     * The kernels that the plugin is to let in: those that are let in on any day, so that a refusal
     * of the plugin's is one of the case as well.
     */
    private static String allowed(TransactionCase.Repository given) {
        List<String> kernels = new ArrayList<>();
        for (Waiver each : given.waivers().all()) {
            if (Waiver.isKernel(each.kernel())) {
                kernels.add(each.kernel());
            }
        }
        return String.join(" ", kernels);
    }

    private Solved solve(TransactionCase.Repository given, ScratchRoot root) throws IOException {
        DnfSolve dnf = DnfSolve.isolated(root.installRoot(), processes, architecture(given));
        List<String> arguments = new ArrayList<>();
        for (TransactionCase.Word each : given.arguments()) {
            arguments.add(each.text());
        }
        Path record = Files.createDirectory(root.installRoot().directory().resolve("record"));
        DnfSolve.Outcome outcome = dnf.run(arguments, record);
        String failure = failure(outcome);
        if (outcome.recorded()) {
            byte[] json = Files.readAllBytes(record.resolve(DnfSolve.REQUEST));
            String text = RecordedRequest.text(json, "", dnf.added(), false);
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return new Solved(
                    onHost(RequestReader.read(new ByteArrayInputStream(bytes)), given), failure);
        }
        if (!failure.isEmpty()) {
            throw new IOException(failure);
        }
        return new Solved(nothing(given), "");
    }

    /**
     * The architecture of the host that has the installed packages: on any other, dnf would find
     * nothing to do. One of 64 bits has packages of 32 bits as well.
     */
    private static String architecture(TransactionCase.Repository given) {
        String architecture = "";
        for (TransactionCase.Word each : given.installed()) {
            String own = Nevra.parse(each.text()).arch();
            if (!own.equals("noarch") && (architecture.isEmpty() || architecture.equals("i686"))) {
                architecture = own;
            }
        }
        return architecture;
    }

    private static String failure(DnfSolve.Outcome outcome) {
        return switch (outcome.end()) {
            case SOLVED, NOTHING -> "";
            case FAILED -> "dnf failed, and says: " + outcome.words();
            case WITHOUT_PLUGIN ->
                    "dnf does not know kernelpin's plugin, so it would not ask: install the"
                            + " plugin";
        };
    }

    /** The request of a host that is the case's, and not a directory on this machine. */
    private static Request onHost(Request request, TransactionCase.Repository given) {
        return new Request(
                request.id(),
                "/",
                "/",
                request.command(),
                request.transaction(),
                request.available(),
                request.dependencies(),
                given.waivers(),
                given.modules() != null);
    }

    /** The plugin asks of no transaction without kernels and modules. */
    private static Request nothing(TransactionCase.Repository given) {
        HostState host = new HostState(List.of(), List.of(), "", "", given.installonlyLimit());
        return new Request(
                "case",
                "/",
                "/",
                new DnfCommand(List.of(), "", "", List.of()),
                new Transaction(host, List.of()),
                List.of(),
                List.of(),
                given.waivers(),
                true);
    }

    @Override
    public void close() throws IOException {
        if (scratch != null) {
            scratch.close();
        }
    }
}
