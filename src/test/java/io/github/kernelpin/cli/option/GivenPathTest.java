package io.github.kernelpin.cli.option;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kernelpin.cli.CommandRun;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GivenPathTest {

    @ParameterizedTest
    @CsvSource({
        "status --root @, --root",
        "status --pins @, --pins",
        "check --root= 1-1, --root",
        "check --pins= 1-1, --pins",
        "dry-run --root @, --root",
        "allow --root @, --root",
        "pin --root @ drbd, --root",
        "unpin --pins @ drbd, --pins",
        "lint --pins @, --pins",
        "guard -o @, --output",
        "record -o @, --output",
        "test --init @, --init",
        "test --output @ a, --output",
    })
    void anOptionWithAnEmptyPathIsNotAboutTheCurrentDirectory(String arguments, String option) {
        CommandRun run = run(arguments);
        assertEquals(2, run.exitCode());
        assertEquals("", run.out());
        String said = run.err().replaceAll("\\s+", " ").replaceFirst(" \\(<?[A-Z]+>?\\)", "");
        String expected =
                "kernelpin: Invalid value for option '"
                        + option
                        + "': it is empty: expected a path ";
        assertEquals(expected, said.substring(0, Math.min(expected.length(), said.length())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lint @", "lint a @", "test @", "test a @"})
    void anEmptyPathIsNotTheCurrentDirectory(String arguments) {
        CommandRun run = run(arguments);
        assertEquals(2, run.exitCode());
        assertEquals("", run.out());
        assertEquals(
                "kernelpin: an argument is empty, perhaps from a variable that is not set",
                run.err().lines().findFirst().orElse(""));
    }

    private static CommandRun run(String arguments) {
        String[] words = arguments.split(" ", -1);
        for (int i = 0; i < words.length; i++) {
            words[i] = words[i].equals("@") ? "" : words[i];
        }
        return CommandRun.of("", words);
    }
}
