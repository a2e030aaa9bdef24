package io.github.kernelpin.report.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SafeTextTest {

    private static final long SEED = 3_0_5;
    private static final int WORDS = 2_000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "kernel-core-4.18.0-305.el8.x86_64",
                "DRBD läuft nur mit RHEL 8.4",
                "カーネル",
                "~!@#$%^&*()_+`-={}|[]\\:\";'<>?,./",
                "\u00a0\u00a1\u0300",
            })
    void plainTextStaysAsItIs(String text) {
        assertSame(text, SafeText.printable(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'a\nb'                          | a?b",
                "'a\r\nb'                        | a??b",
                "'a\tb'                          | a?b",
                "a\u0000b                        | a?b",
                "a\u0008\u0008b                  | a??b",
                "a\u007fb                        | a?b",
                "a\u0085b                        | a?b",
                "a\u009b31mb                     | a?31mb",
                "a\u001b[31mb\u001b[0m           | a?[31mb?[0m",
                "a\u001b]0;title\u0007b          | a?]0;title?b",
                "a\u202egnp.b                    | a?gnp.b",
                "a\u200fb\u200eb\u061cb          | a?b?b?b",
                "a\u2066b\u2069b                 | a?b?b",
                "a\u200bb\ufeffb\u00adb          | a?b?b?b",
                "a\u2028b\u2029b                 | a?b?b",
                "a\ud83d\ude00b                  | a??b",
            })
    void whatCouldFoolATerminalBecomesAQuestionMark(String text, String expected) {
        assertEquals(expected, SafeText.printable(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "::error::pwn.toml:1:1: bad|?:error::pwn.toml:1:1: bad",
                "  ::set-output name=a::b|  ?:set-output name=a::b",
                "a ::error::b|a ::error::b",
                "a ##[error]b|a ?#[error]b",
            })
    void aLineThatWouldBeACommandToTheRunnerOfACiIsNone(String line, String expected) {
        assertEquals(expected, SafeText.printable(line));
    }

    @Test
    void halfACharacterBecomesAQuestionMark() {
        assertEquals("a?b", SafeText.printable("a\ud800b"));
        assertEquals("?", SafeText.printable("\udfff"));
    }

    @Test
    void noControlCharacterIsLeft() {
        for (int c = 0; c <= Character.MAX_VALUE; c++) {
            String printed = SafeText.printable(String.valueOf((char) c));
            boolean harmful =
                    Character.isISOControl(c)
                            || Character.getType(c) == Character.FORMAT
                            || Character.getType(c) == Character.SURROGATE
                            || Character.getType(c) == Character.LINE_SEPARATOR
                            || Character.getType(c) == Character.PARAGRAPH_SEPARATOR;
            assertEquals(
                    harmful ? "?" : String.valueOf((char) c),
                    printed,
                    () -> "a character: " + Character.getName(printed.codePointAt(0)));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "upgrade                                    | upgrade",
                "--exclude=kernel-core-4.18.0-348.el8       | --exclude=kernel-core-4.18.0-348.el8",
                "user@host:/a,b+c%d_e.rpm                   | user@host:/a,b+c%d_e.rpm",
                "``                                         | ''",
                "a b                                        | 'a b'",
                "kernel*                                    | 'kernel*'",
                "it's                                       | 'it'\\''s'",
                "'                                          | ''\\'''",
                "$(reboot)                                  | '$(reboot)'",
                "~root                                      | '~root'",
                "a;b                                        | 'a;b'",
                "#a                                         | '#a'",
                "ä                                          | 'ä'",
            })
    void aWordIsQuotedWhereAShellNeedsIt(String word, String expected) {
        assertEquals(expected, SafeText.shellWord(word));
    }

    @Test
    void aLineEndCannotLeaveItsWord() {
        assertEquals("'a?b'", SafeText.shellWord("a\nb"));
    }

    @Test
    @SuppressWarnings("OrphanedFormatString") // it is the shell's
    void aShellReadsEveryWordAsItWas() throws IOException, InterruptedException {
        String alphabet = "abz09 '\"\\$`*?[]{}()<>|&;#~!=%^-+,.:/@_\u00e9\u20ac";
        Random random = new Random(SEED);
        List<String> words = new ArrayList<>(List.of("", "'", "''", "-n", "--", "\\", "a=b", "!!"));
        while (words.size() < WORDS) {
            StringBuilder word = new StringBuilder();
            for (int i = random.nextInt(12); i > 0; i--) {
                word.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            words.add(word.toString());
        }
        StringBuilder script = new StringBuilder("printf '%s\\n'");
        words.forEach(word -> script.append(" \\\n").append(SafeText.shellWord(word)));
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", script.toString());
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process shell = builder.redirectErrorStream(true).start();
        String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(shell.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, shell.exitValue(), output);
        assertEquals(String.join("\n", words) + "\n", output, "seed " + SEED);
    }
}
