package io.github.kernelpin.cli.command;

import io.github.kernelpin.cli.console.Clock;
import io.github.kernelpin.cli.console.Failure;
import io.github.kernelpin.cli.console.Terminal;
import io.github.kernelpin.cli.console.UsageException;
import io.github.kernelpin.cli.hook.HookSession;
import io.github.kernelpin.config.toml.BadFileException;
import io.github.kernelpin.host.dnf.DnfAliases;
import io.github.kernelpin.host.dnf.DnfArguments;
import io.github.kernelpin.host.dnf.DnfSolve;
import io.github.kernelpin.host.file.InstallRoot;
import io.github.kernelpin.host.frontend.PluginProbe;
import io.github.kernelpin.host.process.ProcessRunner;
import io.github.kernelpin.host.process.ScratchDirectory;
import io.github.kernelpin.model.transaction.CommandSecrets;
import io.github.kernelpin.model.verdict.Verdict;
import io.github.kernelpin.report.result.DryRunResult;
import io.github.kernelpin.rules.host.NotEnforced;
import io.github.kernelpin.wire.RecordedRequest;
import io.github.kernelpin.wire.RequestReader;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A transaction that dnf has solved and not run, and the verdict on it. */
final class DryRun implements Closeable {

    private static final List<String> DEFAULT_ARGUMENTS = List.of("upgrade");

    private final ScratchDirectory directory;
    private final DnfSolve dnf;
    private @Nullable HookSession judgement;
    private Verdict verdict = new Verdict(List.of());
    private String reason = "";

    /** Why dnf has not called the plugin; null if it has. */
    private @Nullable Verdict unasked;

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
            Failure.say(
                    err,
                    "waiting for dnf "
                            + words.stream()
                                    .map(CommandSecrets::masked)
                                    .collect(Collectors.joining(" ")));
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
            byte[] request = requestText(false).getBytes(StandardCharsets.UTF_8);
            HookSession read =
                    HookSession.of(RequestReader.read(new ByteArrayInputStream(request)));
            judgement = read;
            verdict = read.verdict();
        }
        if (outcome.end() == DnfSolve.End.FAILED && !verdict.isRefusal()) {
            throw new IOException("dnf failed, and says\n" + outcome.words());
        }
        if (!outcome.asked()) {
            unasked = new Verdict(NotEnforced.ofGaps(new PluginProbe(root).gaps()));
            return;
        }
        reason =
                outcome.end() == DnfSolve.End.NOTHING
                        ? "dnf has nothing to do."
                        : "No kernel or module changes, so the pins allow it.";
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
        return unasked == null
                ? reason
                : "dnf would not ask kernelpin here; kernelpin status says why";
    }

    boolean isRefused() {
        return verdict.isRefusal() || unasked != null;
    }

    /** The verdict, with all that it is about. */
    DryRunResult result() {
        HookSession judged = judgement;
        Verdict notEnforced = unasked;
        if (notEnforced != null) {
            return DryRunResult.notAsked(notEnforced);
        }
        return judged == null
                ? DryRunResult.withoutRequest(reason)
                : new DryRunResult(true, judged.request(), verdict, judged.message(verdict));
    }

    @Override
    public void close() throws IOException {
        directory.close();
    }
}
