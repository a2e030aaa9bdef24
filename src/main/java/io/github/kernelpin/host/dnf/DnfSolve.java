package io.github.kernelpin.host.dnf;

import io.github.kernelpin.host.file.InstallRoot;
import io.github.kernelpin.host.process.ProcessRunner;
import io.github.kernelpin.host.process.Tool;
import io.github.kernelpin.model.transaction.CommandSecrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Has the real dnf solve a transaction and go no further, and keeps what its plugin asks kernelpin.
 *
 * <p>It writes no log, so that nobody finds a refusal there that never was one.
 */
public final class DnfSolve {

    /** The name of the file with the request (dnf-plugin/kernelpin_plugin/record.py). */
    private static final String REQUEST = "request.json";

    /**
     * The name of the file that is there once dnf has called the plugin; it has the directory in it
     * in which the plugin has found no pins.
     */
    private static final String ASKED = "asked";

    /**
     * What dnf is told besides the arguments; no part of the command that is meant. It stands
     * behind them, as of what is said twice the last counts, and --setopt beats the other options.
     * Should dnf ever go on all the same, rpm would only test the transaction.
     */
    private static final List<String> OPTIONS =
            List.of(
                    "--assumeno",
                    "--setopt=assumeno=1",
                    "--setopt=assumeyes=0",
                    "--setopt=tsflags=test",
                    "--setopt=destdir=",
                    "--setopt=debug_solver=0",
                    "--setopt=logfilelevel=0");

    /** dnf knows no aliases: with them a word may be any other command. */
    static final Map<String, String> WITHOUT_ALIASES = Map.of("DNF_DISABLE_ALIASES", "1");

    /** Metadata may have to be downloaded. */
    private static final Duration TIMEOUT = Duration.ofMinutes(30);

    /** What dnf says when it has a transaction that nobody wants to run (dnf/cli/cli.py). */
    private static final String ABORTED = "Operation aborted.";

    private static final String NO_PLUGIN =
            "No matches found for the following enable plugin patterns";

    /** It goes on without them, or ends well (dnf/cli/cli.py, dnf/cli/commands, dnf/base.py). */
    private static final Pattern UNMATCHED =
            Pattern.compile(
                    "No match for argument: .*|No package .* (available|installed)\\."
                            + "|Packages? (for argument )?.* available, but not installed\\."
                            + "|Installed package .* not available\\."
                            + "|Package .* not installed, cannot .*"
                            + "|Package .* of lowest version already installed, cannot .*"
                            + "|No packages marked for .*");

    private static final int UNMATCHED_MAX = 20;

    private final InstallRoot root;
    private final ProcessRunner runner;
    private final Path record;
    private final ConfinedConf conf;
    private final List<String> options;

    /** How it ended. */
    public enum End {
        /** There is a transaction, which would have run. */
        SOLVED,
        /** There is nothing to do. */
        NOTHING,
        /** dnf, or a plugin, did not want it. */
        FAILED,
        /** dnf does not know kernelpin's plugin. */
        WITHOUT_PLUGIN
    }

    /**
     * What came of it.
     *
     * @param asked whether dnf has called the plugin
     * @param withoutPins the directory in which the plugin found no pins; empty if it found some,
     *     or had no reason to look
     * @param recorded whether the plugin has asked, as it does about kernels and modules
     * @param words what dnf said on standard error
     * @param unmatched what dnf said of arguments that fit no package, or none that it could take
     */
    public record Outcome(
            End end,
            boolean asked,
            String withoutPins,
            boolean recorded,
            String words,
            List<String> unmatched) {

        public Outcome {
            unmatched = List.copyOf(unmatched);
        }
    }

    private DnfSolve(
            InstallRoot root,
            ProcessRunner runner,
            Path record,
            ConfinedConf conf,
            List<String> options) {
        this.root = root;
        this.runner = runner;
        this.record = record;
        this.conf = conf;
        this.options = options;
    }

    /**
     * With dnf as it is set up on this host, or as kernelpin sets it up for another root.
     *
     * @param scratch an empty directory
     */
    public static DnfSolve asConfigured(InstallRoot root, ProcessRunner runner, Path scratch)
            throws IOException {
        Path record = Files.createDirectory(scratch.resolve("record"));
        List<String> options = new ArrayList<>(OPTIONS);
        options.addAll(new RecordingConf(root, scratch, record).write());
        return new DnfSolve(root, runner, record, ConfinedConf.write(root, scratch), options);
    }

    /**
     * With dnf as the root alone sets it up: without this host's other plugins.
     *
     * @param record the directory that the configuration of kernelpin's plugin names for requests
     * @param architecture of the packages that dnf can install; this host's if empty
     */
    public static DnfSolve isolated(
            InstallRoot root, ProcessRunner runner, Path record, String architecture) {
        List<String> options = new ArrayList<>(OPTIONS);
        options.addAll(List.of("--enableplugin=kernelpin", "--disableplugin=*"));
        if (!architecture.isEmpty()) {
            options.add("--forcearch=" + architecture);
        }
        return new DnfSolve(root, runner, record, ConfinedConf.none(root), options);
    }

    /** What dnf is told so that it goes no further: no part of the command that is meant. */
    public List<String> withheld() {
        List<String> withheld = new ArrayList<>(conf.options());
        withheld.addAll(options);
        return withheld;
    }

    /** The same, and the root that is meant. */
    public List<String> added() {
        List<String> added = new ArrayList<>(rootOption());
        added.addAll(withheld());
        return added;
    }

    /** The command as an operator would type it, without secrets. */
    public List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("dnf"));
        command.addAll(rootOption());
        command.addAll(CommandSecrets.masked(arguments));
        return command;
    }

    private List<String> rootOption() {
        return root.isRunning() ? List.of() : List.of("--installroot=" + root.directory());
    }

    /**
     * Runs dnf.
     *
     * @param arguments of dnf, of which {@link DnfArguments} or a list of its own takes care:
     *     {@code upgrade}
     * @throws IOException if dnf cannot be started, or does not end
     */
    public Outcome run(List<String> arguments) throws IOException {
        DnfFiles.requirePlain(root);
        List<String> command = new ArrayList<>();
        command.add(Tool.DNF.path());
        command.addAll(rootOption());
        command.addAll(conf.options());
        command.addAll(arguments);
        command.addAll(options);
        List<String> unmatched = new ArrayList<>();
        ProcessRunner.Result result =
                runner.stream(
                        command, WITHOUT_ALIASES, TIMEOUT, line -> keepUnmatched(line, unmatched));
        boolean asked = Files.exists(record.resolve(ASKED));
        boolean recorded = Files.exists(request());
        String words = conf.inWordsOfRoot(CommandSecrets.maskedText(result.output().strip()));
        for (String line : words.split("\n", -1)) {
            keepUnmatched(line, unmatched);
        }
        return new Outcome(end(result, recorded), asked, withoutPins(), recorded, words, unmatched);
    }

    private String withoutPins() throws IOException {
        Path mark = record.resolve(ASKED);
        return Files.exists(mark) ? Files.readString(mark) : "";
    }

    /** Where what the plugin asked is kept, if it did. */
    public Path request() {
        return record.resolve(REQUEST);
    }

    private static void keepUnmatched(String line, List<String> unmatched) {
        if (unmatched.size() < UNMATCHED_MAX && UNMATCHED.matcher(line).matches()) {
            unmatched.add(CommandSecrets.maskedText(line.strip()));
        }
    }

    private static End end(ProcessRunner.Result result, boolean recorded) {
        if (!recorded && result.output().contains(NO_PLUGIN)) {
            return End.WITHOUT_PLUGIN;
        }
        if (result.exitStatus() == 0) {
            return End.NOTHING;
        }
        return result.output().strip().endsWith(ABORTED) ? End.SOLVED : End.FAILED;
    }
}
