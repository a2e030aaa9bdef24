package io.github.kernelpin.cases.run;

import io.github.kernelpin.cases.CaseResult;
import io.github.kernelpin.cases.CaseVerdict;
import io.github.kernelpin.cases.TransactionCase;
import io.github.kernelpin.cases.file.BadCaseException;
import io.github.kernelpin.cases.file.CaseFile;
import io.github.kernelpin.cases.file.CasePins;
import io.github.kernelpin.config.pin.RhelMinorsTable;
import io.github.kernelpin.config.toml.BadFileException;
import io.github.kernelpin.config.toml.FileError;
import io.github.kernelpin.host.file.FileFailure;
import io.github.kernelpin.host.process.ProcessRunner;
import io.github.kernelpin.model.kernel.RhelMinors;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.transaction.Request;
import io.github.kernelpin.model.verdict.Finding;
import io.github.kernelpin.model.verdict.Severity;
import io.github.kernelpin.model.verdict.SourceLocation;
import io.github.kernelpin.model.verdict.Verdict;
import io.github.kernelpin.report.refusal.VerdictMessage;
import io.github.kernelpin.report.text.SafeText;
import io.github.kernelpin.rules.Judge;
import io.github.kernelpin.rules.remedy.Exclusions;
import io.github.kernelpin.rules.remedy.Settlement;
import io.github.kernelpin.rules.symbol.TooLargeException;
import io.github.kernelpin.rules.symbol.UnownedModules;
import io.github.kernelpin.wire.request.RequestFormatException;
import io.github.kernelpin.wire.request.RequestReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Judges the transactions of cases as the hook would, one after another. */
public final class CaseRunner implements Closeable {

    private final RhelMinors minors = RhelMinorsTable.load();
    private final CasePins pins = new CasePins(minors);
    private final Map<String, String> filesByName = new HashMap<>();
    private final RepositoryCases repositories;

    public CaseRunner(ProcessRunner processes) {
        repositories = new RepositoryCases(processes);
    }

    public CaseResult run(Path file) {
        TransactionCase given;
        try {
            given = CaseFile.read(file, minors);
        } catch (BadCaseException e) {
            return broken(file, e.errors(), false);
        }
        String taken = filesByName.putIfAbsent(SafeText.printable(given.name()), file.toString());
        if (taken != null) {
            return broken(file, given.location(), "its name is taken already by " + taken);
        }
        try {
            return judge(file, given);
        } catch (BadCaseException e) {
            return broken(file, e.errors(), false);
        } catch (BadFileException e) {
            return broken(file, e.errors(), true);
        } catch (IOException e) {
            return broken(file, given.location(), FileFailure.reasonOf(e));
        } catch (RuntimeException e) {
            // Whatever is wrong with one case, the results of the others are not lost.
            return broken(file, given.location(), "internal error: " + e);
        }
    }

    private CaseResult judge(Path file, TransactionCase given)
            throws BadCaseException, BadFileException, IOException {
        List<Pin> read = pins.of(given, Pin.Action.REFUSE);
        if (read.isEmpty() && given.pins() instanceof TransactionCase.PinFiles files) {
            return broken(
                    file,
                    given.location(),
                    "there is no pin in " + files.place() + ": nothing is tested");
        }
        SolvedCase solved = solved(given);
        Request request = solved.request();
        if (!solved.failure().isEmpty() && !isRefusal(given, solved)) {
            return broken(file, solved.location(), solved.failure());
        }
        List<Pin.PinnedModule> unowned = UnownedModules.of(read, request.transaction());
        if (!unowned.isEmpty() && !request.hasModuleFiles()) {
            return broken(file, location(given), lacksFiles(unowned.get(0), given.source()));
        }
        if (request.allowances().needDate()) {
            return broken(
                    file,
                    given.location(),
                    "date is missing: allow has a last day, so the day has to be known that this is"
                            + " judged as of");
        }
        Verdict verdict;
        try {
            verdict = verdict(given, request, request.allowedKernels());
        } catch (TooLargeException e) {
            return broken(file, given.location(), "the case is too large: " + e.getMessage());
        }
        String message = new VerdictMessage(request, minors).text(verdict);
        List<String> rules = verdict.findings().stream().map(Finding::rule).toList();
        return new CaseResult.Judged(
                given.name(),
                given.location(),
                given.expected(),
                new CaseVerdict(verdict.decision(), rules, message));
    }

    /**
     * Tells whether dnf has failed because kernelpin refused this very transaction, rather than
     * because it could not judge it, or for anything else.
     */
    private boolean isRefusal(TransactionCase given, SolvedCase solved) throws BadFileException {
        Request request = solved.request();
        Verdict then;
        try {
            then = verdict(given, request, solved.allowed());
        } catch (TooLargeException e) {
            return false;
        }
        String message = new VerdictMessage(request, minors).text(then);
        return then.isRefusal()
                && solved.failure().contains("Error: " + message.lines().findFirst().orElse(""));
    }

    /**
     * Judges as the hook would. Where a transaction is written by hand, the rest of it is what it
     * has besides.
     */
    private Verdict verdict(TransactionCase given, Request request, List<String> allowed)
            throws BadFileException {
        List<Pin> acting = pins.of(given, request.action());
        Verdict found = Judge.judge(acting, request.transaction(), allowed);
        if (!(given.source() instanceof TransactionCase.ByHand)
                || found.having(Severity.HOLD).isEmpty()) {
            return Settlement.of(found, acting, request).verdict();
        }
        Request simulated = request.holdable();
        Settlement settlement = Settlement.of(found, acting, simulated);
        Exclusions question = settlement.question();
        while (question != null) {
            simulated = simulated.with(question.assumedRest(simulated));
            settlement = Settlement.of(found, acting, simulated);
            question = settlement.question();
        }
        Verdict settled = settlement.verdict();
        // Nobody has tried what is offered.
        return settled.isRefusal()
                ? settled.withRemedies(Settlement.of(found, acting, request).verdict().remedies())
                : settled;
    }

    private SolvedCase solved(TransactionCase given) throws BadCaseException, IOException {
        if (given.source() instanceof TransactionCase.Repository repository) {
            return repositories.solve(repository, given.pins());
        }
        Request request =
                given.source() instanceof TransactionCase.ByHand written
                        ? written.request()
                        : request((TransactionCase.Recorded) given.source());
        return new SolvedCase(request, "", given.location(), List.of());
    }

    /** Where the transaction stands. */
    private static SourceLocation location(TransactionCase given) {
        return given.source() instanceof TransactionCase.Repository repository
                ? repository.directory().location()
                : given.location();
    }

    private static Request request(TransactionCase.Recorded recorded) throws IOException {
        if (!Files.isRegularFile(recorded.file())) {
            throw new IOException(recorded.file() + ": not a regular file");
        }
        try (InputStream in = Files.newInputStream(recorded.file())) {
            return RequestReader.read(in);
        } catch (RequestFormatException e) {
            throw new IOException(recorded.file() + ": " + withoutWord(e.getMessage()), e);
        } catch (IOException e) {
            throw new IOException(recorded.file() + ": cannot be read: " + e, e);
        }
    }

    /** Somebody else's case may name any file; what is in it is not for them to read. */
    private static String withoutWord(@Nullable String message) {
        return String.valueOf(message).replaceAll("Unrecognized token '[^']*'", "not JSON");
    }

    private static String lacksFiles(Pin.PinnedModule module, TransactionCase.Source source) {
        boolean isSolved = source instanceof TransactionCase.Repository;
        return (isSolved ? "modules" : "module_files")
                + " is missing: "
                + module.location().fileAndLine()
                + " pins "
                + module.name()
                + ", which no package owns, so its files have to be known ("
                + (isSolved ? "a directory as /lib/modules" : "[] if there are none")
                + ")";
    }

    private CaseResult broken(Path file, SourceLocation location, String problem) {
        return broken(file, List.of(new FileError(location, problem)), false);
    }

    /** A broken case goes by the name of its file, as its own may be missing or taken. */
    private CaseResult broken(Path file, List<FileError> errors, boolean isForPins) {
        String name = file.toString();
        for (int i = 2; filesByName.containsKey(SafeText.printable(name)); i++) {
            name = file + " (" + i + ")";
        }
        filesByName.put(SafeText.printable(name), file.toString());
        List<String> problems = errors.stream().map(error -> oneLine(error.toString())).toList();
        SourceLocation location =
                isForPins ? new SourceLocation(file.toString(), 1, 1) : errors.get(0).location();
        return new CaseResult.Broken(name, location, problems, isForPins);
    }

    /** Other programs say things in several. */
    private static String oneLine(String text) {
        return text.replaceAll(":\\s*\n\\s*", ": ").replaceAll("\\s*\n\\s*", "; ");
    }

    @Override
    public void close() throws IOException {
        repositories.close();
    }
}
