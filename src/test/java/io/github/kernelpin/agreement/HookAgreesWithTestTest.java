package io.github.kernelpin.agreement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kernelpin.cases.CaseResult;
import io.github.kernelpin.cases.CaseVerdict;
import io.github.kernelpin.cases.run.CaseRunner;
import io.github.kernelpin.cli.CommandRun;
import io.github.kernelpin.cli.console.ExitCode;
import io.github.kernelpin.host.process.ProcessRunner;
import io.github.kernelpin.model.transaction.Request;
import io.github.kernelpin.model.transaction.Rest;
import io.github.kernelpin.model.verdict.Severity;
import io.github.kernelpin.model.verdict.Verdict;
import io.github.kernelpin.rules.remedy.Exclusions;
import io.github.kernelpin.rules.remedy.Settlement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each case, as a request of dnf's plugin, gets from {@code kernelpin hook} what {@code kernelpin
 * test} says of it.
 */
final class HookAgreesWithTestTest {

    private static final Map<String, Integer> ENDINGS =
            Map.of("allow", ExitCode.OK, "hold", ExitCode.HELD, "refuse", ExitCode.REFUSED);

    @TempDir private Path root = Path.of("");

    static List<GoldenCase> cases() {
        return GoldenCase.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void verdictRulesAndMessageAreTheSame(GoldenCase given) throws IOException {
        CaseVerdict tested = tested(given);

        CommandRun run = CommandRun.of(conversation(given), "hook");

        JsonNode verdict = last(run);
        List<String> rules = new ArrayList<>();
        verdict.path("findings").forEach(each -> rules.add(each.path("rule").asText()));
        String message = verdict.path("message").asText();
        assertEquals("", run.err());
        assertEquals(ENDINGS.get(tested.id()), run.exitCode(), run.out());
        CaseVerdict said = new CaseVerdict(tested.decision(), rules, null);
        assertEquals(tested.rules(), said.rules(), run.out());
        assertEquals(untried(String.valueOf(tested.message())), untried(message), run.out());
        assertEquals(tested.id(), verdict.path("verdict").asText());
    }

    private static CaseVerdict tested(GoldenCase given) throws IOException {
        try (CaseRunner runner = new CaseRunner(new ProcessRunner())) {
            return assertInstanceOf(CaseResult.Judged.class, runner.run(given.file())).actual();
        }
    }

    /** What the plugin says, with an answer to each question that it would be asked. */
    private String conversation(GoldenCase given) throws IOException {
        Path pins = Files.createDirectories(Path.of(root + PluginRequest.PINS));
        Files.writeString(pins.resolve(given.file().getFileName()), given.pinFile());
        PluginRequest plugin = new PluginRequest(given);
        Verdict found = given.found();
        boolean canHold = !found.having(Severity.HOLD).isEmpty();
        StringBuilder lines = new StringBuilder(plugin.json(root, canHold).toString()).append('\n');
        Request simulated = canHold ? given.request().holdable() : given.request();
        Exclusions question = Settlement.of(found, given.pins(), simulated).question();
        while (question != null) {
            Rest rest = question.assumedRest(simulated);
            simulated = simulated.with(rest);
            lines.append(plugin.answer(rest)).append('\n');
            question = Settlement.of(found, given.pins(), simulated).question();
        }
        return lines.toString();
    }

    private static JsonNode last(CommandRun run) throws IOException {
        JsonNode last = null;
        try (MappingIterator<JsonNode> lines =
                new ObjectMapper().readerFor(JsonNode.class).readValues(run.out())) {
            while (lines.hasNext()) {
                last = lines.next();
            }
        }
        if (last == null) {
            throw new AssertionError(run.toString());
        }
        return last;
    }

    /** Of a case nobody tries the rest, and pins are in its file. */
    private String untried(String message) {
        return message.replace(root + PluginRequest.PINS + "/", "")
                .replace(" (not tried)", "")
                .replace("  withheld: not known, as no repository lists security advisories\n", "");
    }
}
