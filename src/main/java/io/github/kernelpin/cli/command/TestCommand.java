package io.github.kernelpin.cli.command;

import io.github.kernelpin.cases.CaseResult;
import io.github.kernelpin.cases.file.CaseFiles;
import io.github.kernelpin.cases.file.ExampleCases;
import io.github.kernelpin.cases.report.CaseGithub;
import io.github.kernelpin.cases.report.CaseJson;
import io.github.kernelpin.cases.report.CaseJunit;
import io.github.kernelpin.cases.report.CaseSarif;
import io.github.kernelpin.cases.report.CaseTap;
import io.github.kernelpin.cases.report.CaseText;
import io.github.kernelpin.cases.run.CaseRunner;
import io.github.kernelpin.cli.console.ExitCode;
import io.github.kernelpin.cli.console.Progress;
import io.github.kernelpin.cli.console.Terminal;
import io.github.kernelpin.cli.option.ColorOption;
import io.github.kernelpin.cli.option.FormatOption;
import io.github.kernelpin.cli.option.OutputFile;
import io.github.kernelpin.host.process.ProcessRunner;
import io.github.kernelpin.report.Report;
import io.github.kernelpin.report.text.Colors;
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

/** Runs test cases: transactions and the verdicts that pins are to give on them. */
@Command(
        name = "test",
        description = {
            "Tests pins with transactions that are written down.",
            "Each *.case.toml has a transaction and the verdict expected on it; neither dnf nor a host"
                    + " is needed. Where a case gives a repository instead, the real dnf solves the"
                    + " transaction in a root of its own; that takes root, dnf, rpm and createrepo_c."
        },
        exitCodeList = {
            "0:every case passes",
            "2:the command line is wrong",
            "3:some fail",
            "4:a case is broken, there is none, or a file cannot be read or written",
            "5:errors in pin files"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  kernelpin test --init ci     # write an example: a pin and three cases",
            "  kernelpin test ci            # every *.case.toml below a directory",
            "  kernelpin test --format junit --output report.xml ci"
        })
public final class TestCommand implements Callable<Integer> {

    private final ProcessRunner processes;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = FormatOption.NAME,
            paramLabel = "FORMAT",
            description = "text, json, junit, github, tap or sarif (default: text).")
    private String format = FormatOption.DEFAULT;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Write the report to a file; standard output gets the text.")
    private @Nullable Path output;

    @Option(
            names = "--init",
            paramLabel = "DIR",
            description = "Write a small example that works, and nothing else.")
    private @Nullable Path example;

    @Mixin private ColorOption color = new ColorOption();

    @Parameters(paramLabel = "PATH", description = "Case files, or directories of them.")
    private List<Path> paths = new ArrayList<>();

    public TestCommand() {
        this(new ProcessRunner());
    }

    TestCommand(ProcessRunner processes) {
        this.processes = processes;
    }

    @Override
    public Integer call() throws IOException {
        if ((example == null) == paths.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "Expected either a PATH or --init");
        }
        return example == null
                ? test(FormatOption.choose(format, formats(), spec.commandLine()))
                : write(example);
    }

    /** Every format there is; a file is not a terminal, whatever standard output is. */
    private List<Report<List<CaseResult>>> formats() {
        return List.of(
                new CaseText(output == null ? color.ink() : Colors.PLAIN),
                new CaseJson(),
                new CaseJunit(),
                new CaseGithub(),
                new CaseTap(),
                new CaseSarif());
    }

    private int test(Report<List<CaseResult>> report) throws IOException {
        List<Path> files = CaseFiles.find(paths);
        if (files.isEmpty()) {
            throw new IOException("there is no *.case.toml in " + paths.get(0));
        }
        OutputFile file = output == null ? null : OutputFile.of(output);
        List<CaseResult> results = run(files);
        PrintWriter out = spec.commandLine().getOut();
        if (file == null) {
            out.print(report.text(results));
        } else {
            out.print(new CaseText(color.ink()).text(results));
            out.flush();
            file.write(report.text(results));
        }
        out.flush();
        return exitCode(results);
    }

    private List<CaseResult> run(List<Path> files) throws IOException {
        Progress progress =
                new Progress(spec.commandLine().getErr(), files.size(), Terminal.isWatched());
        List<CaseResult> results = new ArrayList<>();
        try (CaseRunner run = new CaseRunner(processes)) {
            for (Path file : files) {
                results.add(run.run(file));
                progress.step();
            }
        }
        progress.end();
        return results;
    }

    /** What is broken comes first: a case that could not be judged may hide a failure. */
    static int exitCode(List<CaseResult> results) {
        int code = results.isEmpty() ? ExitCode.BAD_INPUT : ExitCode.OK;
        for (CaseResult result : results) {
            boolean isForPins = result instanceof CaseResult.Broken broken && broken.isForPins();
            int own =
                    switch (result.outcome()) {
                        case PASS -> ExitCode.OK;
                        case FAIL -> ExitCode.REFUSED;
                        case ERROR -> isForPins ? ExitCode.BAD_PINS : ExitCode.BAD_INPUT;
                    };
            code = Math.max(code, own);
        }
        return code;
    }

    private int write(Path directory) throws IOException {
        ExampleCases.write(directory);
        spec.commandLine()
                .getOut()
                .println(
                        "wrote a pin and three cases; test them with\n  kernelpin test "
                                + SafeText.shellWord(directory.toString()));
        return ExitCode.OK;
    }
}
