package io.github.kernelpin.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kernelpin.cli.console.ExitCode;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * What a run may end with, whatever it was given; the texts say what is wrong, or nothing.
 *
 * <p>70 is for failures of kernelpin's own, and no input may bring one about.
 */
final class HostileEnding {

    /** Reads whatever a request may have, names as long as texts among it. */
    private static final ObjectMapper JSON =
            new ObjectMapper(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNameLength(Integer.MAX_VALUE)
                                                    .build())
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final Set<Integer> OF_COMMANDS =
            Set.of(ExitCode.OK, ExitCode.REFUSED, ExitCode.BAD_INPUT, ExitCode.BAD_PINS);

    private static final Set<Integer> OF_HOOK =
            Set.of(
                    ExitCode.OK,
                    ExitCode.REFUSED,
                    ExitCode.BAD_INPUT,
                    ExitCode.BAD_PINS,
                    ExitCode.ASKS);

    /** The answers, by the exit codes that go with them. */
    private static final String[] ANSWERS = {"allow", "", "", "refuse", "", "", "ask"};

    private HostileEnding() {}

    /** What is wrong with the end of a command; empty if it is as documented. */
    static String ofCommand(CommandRun run) {
        if (!OF_COMMANDS.contains(run.exitCode())) {
            return "exit code " + run.exitCode();
        }
        String unprintable = unprintable(run.out());
        return unprintable.isEmpty() ? ofErrors(run.err()) : "standard output has " + unprintable;
    }

    /** What is wrong with the end of a hook. */
    static String ofHook(CommandRun run, byte[] request) {
        if (!OF_HOOK.contains(run.exitCode())) {
            return "exit code " + run.exitCode();
        }
        String errors = ofErrors(run.err());
        if (!errors.isEmpty()) {
            return errors;
        }
        boolean answers = !answer(run.exitCode()).isEmpty();
        // What follows a request is seen when that has been answered, or asked about.
        if (answers != run.err().isEmpty()
                || (answers == run.out().isEmpty() && !isSeenLater(run))) {
            return "exit code " + run.exitCode() + " with something else on the streams";
        }
        try {
            return answers ? ofAnswers(run, request) : "";
        } catch (IOException e) {
            return "no JSON: " + e.getMessage();
        }
    }

    /** Tells whether a first request was good, and what follows it was not. */
    private static boolean isSeenLater(CommandRun run) {
        return run.exitCode() == ExitCode.BAD_INPUT && run.out().endsWith("}\n");
    }

    private static String answer(int exitCode) {
        return exitCode < ANSWERS.length ? ANSWERS[exitCode] : "";
    }

    /** There may be several requests, of which each answers the question before it. */
    private static String ofAnswers(CommandRun run, byte[] requests) throws IOException {
        List<JsonNode> asked =
                JSON.readerFor(JsonNode.class).<JsonNode>readValues(requests).readAll();
        List<String> answers = run.out().lines().toList();
        return asked.size() == answers.size()
                ? ofVerdict(run, answers.get(answers.size() - 1), asked.get(asked.size() - 1))
                : "a verdict on something else";
    }

    private static String ofVerdict(CommandRun run, String answer, JsonNode request)
            throws IOException {
        JsonNode verdict = JSON.readTree(answer);
        String message = verdict.path("message").textValue();
        if (verdict.path("schema").intValue() != 2
                || !verdict.path("request").equals(request.path("id"))
                || !verdict.path("verdict").asText().equals(answer(run.exitCode()))
                || message == null) {
            return "a verdict on something else";
        }
        if (run.exitCode() == ExitCode.REFUSED && message.isEmpty()) {
            return "a refusal without a message";
        }
        String unprintable = unprintable(message);
        return unprintable.isEmpty() ? "" : "the message has " + unprintable;
    }

    private static String ofErrors(String err) {
        if (err.contains("internal error") || err.contains("\tat ")) {
            return "an internal error";
        }
        String unprintable = unprintable(err);
        return unprintable.isEmpty() ? "" : "standard error has " + unprintable;
    }

    /** The first character that does something to a terminal, but for line ends. */
    static String unprintable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isHidden =
                    Character.getType(c) == Character.FORMAT
                            || Character.getType(c) == Character.LINE_SEPARATOR
                            || Character.getType(c) == Character.PARAGRAPH_SEPARATOR
                            || Character.isSurrogate(c);
            if (c != '\n' && (Character.isISOControl(c) || isHidden)) {
                return "the character " + Integer.toHexString(c) + " at " + i;
            }
        }
        return "";
    }
}
