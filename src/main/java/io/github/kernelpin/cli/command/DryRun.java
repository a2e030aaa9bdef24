package io.github.kernelpin.cli.command;

import io.github.kernelpin.cli.console.Clock;
import io.github.kernelpin.cli.console.Failure;
import io.github.kernelpin.cli.console.Terminal;
import io.github.kernelpin.cli.console.UsageException;
import io.github.kernelpin.cli.hook.HookSession;
import io.github.kernelpin.config.pin.PinDirectory;
import io.github.kernelpin.config.toml.BadFileException;
import io.github.kernelpin.host.dnf.DnfAliases;
import io.github.kernelpin.host.dnf.DnfArguments;
import io.github.kernelpin.host.dnf.DnfSolve;
import io.github.kernelpin.host.file.InstallRoot;
import io.github.kernelpin.host.frontend.PluginProbe;
import io.github.kernelpin.host.process.ProcessRunner;
import io.github.kernelpin.host.process.ScratchDirectory;
import io.github.kernelpin.model.transaction.BuildWithoutKernel;
import io.github.kernelpin.model.transaction.CommandSecrets;
import io.github.kernelpin.model.verdict.Finding;
import io.github.kernelpin.model.verdict.Verdict;
import io.github.kernelpin.report.command.UnsolvedText;
import io.github.kernelpin.report.result.DryRunResult;
import io.github.kernelpin.report.result.DryRunResult.Judgement;
import io.github.kernelpin.rules.host.NotEnforced;
import io.github.kernelpin.rules.host.PinFileIgnored;
import io.github.kernelpin.wire.RecordedRequest;
import io.github.kernelpin.wire.request.RequestReader;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A transaction that dnf has solved and not run, and the verdict on it. */
final class DryRun implements Closeable {

    private static final List<String> DEFAULT_ARGUMENTS = List.of("upgrade");

    /** How the plugin begins and ends what it says of a failure (dnf-plugin/kernelpin.py). */
    private static final String CANNOT_JUDGE = "kernelpin: cannot judge this transaction";

    private static final String GOES_AHEAD = "It goes ahead, because on_failure is warn.";

    private final ScratchDirectory directory;
    private final DnfSolve dnf;
    private @Nullable HookSession judgement;
    private Verdict verdict = new Verdict(List.of());
    private String reason = "";

    /** What is to be said where nobody judges here; null where somebody does. */
    private @Nullable DryRunResult unjudged;

    private DryRun(InstallRoot root, ProcessRunner processes) throws IOException {
        directory = new ScratchDirectory();
        dnf = DnfSolve.asConfigured(root, processes, directory.path());
    }

    /**
     * Has dnf solve a transaction.
     *
     * @param arguments of dnf; none for an upgrade
     * @throws IOException if there is none that could be judged; the message is for the operator,
     *     and may have several lines
     * @throws UsageException if dnf might do something else with these arguments
     */
    static DryRun solve(
            InstallRoot root, List<String> arguments, ProcessRunner processes, PrintWriter err)
            throws IOException, BadFileException, UsageException {
        root.check();
        List<String> typed = arguments.isEmpty() ? DEFAULT_ARGUMENTS : arguments;
        // Aliases are the host's that dnf runs on, whatever root it works on.
        List<String> words = DnfAliases.read(InstallRoot.HOST).resolve(typed);
        String problem = DnfArguments.problem(words);
        if (!problem.isEmpty()) {
            throw new UsageException(
                    words.equals(typed)
                            ? problem
                            : problem + " (dnf's alias " + typed.get(0) + " stands for that)");
        }
        if (Terminal.isWatched()) {
            Failure.say(err, "waiting for dnf " + String.join(" ", CommandSecrets.masked(words)));
        }
        DryRun solved = new DryRun(root, processes);
        boolean done = false;
        try {
            solved.solve(root, words);
            done = true;
            return solved;
        } finally {
            if (!done) {
                solved.close();
            }
        }
    }

    private void solve(InstallRoot root, List<String> arguments)
            throws IOException, BadFileException {
        DnfSolve.Outcome outcome = dnf.run(arguments);
        if (outcome.recorded()) {
            HookSession read =
                    HookSession.of(RequestReader.read(new ByteArrayInputStream(request())));
            judgement = read;
            verdict = read.settle().verdict();
        }
        if (outcome.end() == DnfSolve.End.FAILED && !verdict.isRefusal()) {
            throw new IOException(whyUnsolved(arguments, outcome.words()));
        }
        reason =
                outcome.end() == DnfSolve.End.NOTHING
                        ? "dnf has nothing to do."
                        : "No kernel or module changes, so the pins allow it.";
        unjudged = unjudged(root, outcome);
    }

    /** What dnf says, and in our words where a kernel that stays out is in the way. */
    private String whyUnsolved(List<String> arguments, String words)
            throws IOException, BadFileException {
        List<BuildWithoutKernel> builds = BuildWithoutKernel.inWords(words);
        return builds.isEmpty()
                ? "dnf failed, and says\n" + words
                : UnsolvedText.of(builds, withoutBest(arguments), words);
    }

    /** The same command without the need for the best builds; empty if that is no way on. */
    private List<String> withoutBest(List<String> arguments) throws IOException, BadFileException {
        List<String> willing = new ArrayList<>(arguments);
        willing.add("--nobest");
        DnfSolve.Outcome outcome = dnf.run(willing);
        boolean isRefused =
                outcome.recorded()
                        && HookSession.of(RequestReader.read(new ByteArrayInputStream(request())))
                                .settle()
                                .verdict()
                                .isRefusal();
        if (outcome.end() != DnfSolve.End.SOLVED || isRefused) {
            return List.of();
        }
        return dnf.command(willing);
    }

    private byte[] request() throws IOException {
        return requestText(false).getBytes(StandardCharsets.UTF_8);
    }

    /** What is to be said where dnf would run what nobody has judged; null if there is nothing. */
    private @Nullable DryRunResult unjudged(InstallRoot root, DnfSolve.Outcome outcome)
            throws IOException {
        List<Finding> gaps = NotEnforced.ofGaps(new PluginProbe(root).gaps());
        if (!outcome.asked()) {
            return DryRunResult.unjudged(Judgement.NOT_ASKED, new Verdict(gaps), "");
        }
        if (!outcome.withoutPins().isEmpty()) {
            return withoutPins(root, outcome.withoutPins(), gaps);
        }
        int failure = outcome.words().indexOf(CANNOT_JUDGE);
        // It was asked whether to go ahead: the plugin cannot have refused it.
        boolean goesAhead = outcome.end() == DnfSolve.End.SOLVED;
        return goesAhead && (failure >= 0 || verdict.isRefusal())
                ? DryRunResult.unjudged(
                        Judgement.GOES_AHEAD,
                        new Verdict(gaps),
                        failure < 0 ? "" : failure(outcome.words().substring(failure)))
                : null;
    }

    /** What the plugin says of a failure of its own, without what dnf says behind that. */
    private static String failure(String words) {
        int end = words.indexOf(GOES_AHEAD);
        return end < 0 ? words : words.substring(0, end + GOES_AHEAD.length());
    }

    /** No pins are no mistake, unless there should be some. */
    private @Nullable DryRunResult withoutPins(
            InstallRoot root, String directory, List<Finding> gaps) throws IOException {
        List<Finding> findings = new ArrayList<>(gaps);
        findings.addAll(PinFileIgnored.of(PinDirectory.unread(root.named(directory))));
        if (findings.isEmpty()) {
            reason = "There are no pins in " + directory + ": kernelpin allows every kernel.";
            return null;
        }
        return DryRunResult.unjudged(Judgement.WITHOUT_PINS, new Verdict(findings), "");
    }

    /** The request as a file to keep; there is one if {@link #isJudged}. */
    String requestText(boolean anonymize) throws IOException {
        return RecordedRequest.text(
                Files.readAllBytes(dnf.request()), Clock.inUtc(), dnf.withheld(), anonymize);
    }

    /** Tells whether the transaction touches a kernel or a module. */
    boolean isJudged() {
        return judgement != null;
    }

    /** Says why there is no request. */
    String whyNothing() {
        return unjudged == null
                ? reason
                : unjudged.judgement().meaning() + " kernelpin status says why.";
    }

    /** The verdict, with all that it is about. */
    DryRunResult result() {
        HookSession judged = judgement;
        DryRunResult without = unjudged;
        if (without != null) {
            return without;
        }
        return judged == null
                ? DryRunResult.withoutRequest(reason)
                : DryRunResult.of(judged.request(), verdict, judged.message(verdict));
    }

    @Override
    public void close() throws IOException {
        directory.close();
    }
}
