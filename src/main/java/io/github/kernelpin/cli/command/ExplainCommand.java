package io.github.kernelpin.cli.command;

import io.github.kernelpin.cli.console.ExitCode;
import io.github.kernelpin.cli.option.ColorOption;
import io.github.kernelpin.model.pin.NearestName;
import io.github.kernelpin.report.text.SafeText;
import io.github.kernelpin.rules.Judge;
import io.github.kernelpin.rules.host.HostJudge;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what a rule or a topic is about, to somebody who has just been refused something. */
@Command(
        name = "explain",
        description = "Says when a rule fires, why, and what to do; or lists the rules.",
        exitCodeList = {"0:done", "2:there is no such rule or topic"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  kernelpin explain symbol-changed",
            "  kernelpin explain hold            # why something is held back",
            "  kernelpin explain                 # every rule in a line"
        })
public final class ExplainCommand implements Callable<Integer> {

    /** What messages refer to and is no rule. */
    static final List<String> TOPICS = List.of("hold");

    @Spec private CommandSpec spec = CommandSpec.create();

    /** Of this command just the help has colours. */
    @SuppressWarnings("UnusedVariable")
    @Mixin
    private ColorOption color = new ColorOption();

    @Parameters(
            arity = "0..1",
            paramLabel = "RULE",
            description = "A rule's id, or the topic hold.")
    private @Nullable String rule;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        String id = rule;
        if (id == null) {
            for (String each : ids()) {
                String text = text(each);
                out.println(each + "\n  " + text.substring(0, text.indexOf('\n')));
            }
        } else if (ids().contains(id)) {
            out.print(id + "\n" + text(id));
        } else {
            throw new ParameterException(
                    spec.commandLine(),
                    ("\""
                                    + SafeText.printable(id)
                                    + "\" is neither a rule nor a topic; did you mean "
                                    + NearestName.of(id, ids()))
                            + ("? The rules are " + String.join(", ", ruleIds()))
                            + ("; the topics are " + String.join(", ", TOPICS)));
        }
        out.flush();
        return ExitCode.OK;
    }

    /** Those about transactions, then those about hosts. */
    static List<String> ruleIds() {
        return Stream.concat(Judge.ruleIds().stream(), HostJudge.ruleIds().stream()).toList();
    }

    /** Everything that can be explained: the rules, then the topics. */
    private static List<String> ids() {
        return Stream.concat(ruleIds().stream(), TOPICS.stream()).toList();
    }

    private static String text(String id) throws IOException {
        String name = (TOPICS.contains(id) ? "topics/" : "rules/") + id + ".txt";
        try (InputStream in = ExplainCommand.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from kernelpin's jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
