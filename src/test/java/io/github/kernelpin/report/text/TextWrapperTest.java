package io.github.kernelpin.report.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TextWrapperTest {

    private static final long SEED = 80;

    @Test
    void controlCharactersDoNotGetThrough() {
        assertEquals("? a?b\n", TextWrapper.of("\u001b ", "a\nb"));
    }

    @Test
    void aWordThatIsTooLongStaysWhole() {
        String word = "w".repeat(100);
        assertEquals("  " + word + "\n", TextWrapper.of("  ", word));
        assertEquals(
                "  a\n      " + word + "\n      b\n", TextWrapper.of("  ", "a " + word + " b"));
    }

    @Test
    void whatFitsStaysInOneLine() {
        String fits = "word ".repeat(16).strip();
        assertEquals(79, fits.length());
        assertEquals(" " + fits + "\n", TextWrapper.of(" ", fits));
        assertEquals("\n", TextWrapper.of("", ""));
    }

    @Test
    void theLastWordGoesOnBelow() {
        String tooLong = "word ".repeat(16) + "x";
        assertEquals("word ".repeat(16).strip() + "\n    x\n", TextWrapper.of("", tooLong));
    }

    @Test
    void aLineEndsAtAColonIfTheRestFits() {
        assertEquals(
                """
                    npreal2.ko of 4.18.0-305.10.2.el8_4.x86_64 would not load:
                        1 of 2 symbols changed
                """,
                TextWrapper.of(
                        "    ",
                        "npreal2.ko of 4.18.0-305.10.2.el8_4.x86_64 would not load: 1 of 2 symbols"
                                + " changed"));
    }

    @Test
    void parenthesesStayTogetherWhereTheyFitALine() {
        assertEquals(
                """
                  kernel-core-4.18.0-305.45.1.el8_4.x86_64 from breaking-too-8.4
                      (a kernel of RHEL 8.4)
                """,
                TextWrapper.of(
                        "  ",
                        "kernel-core-4.18.0-305.45.1.el8_4.x86_64 from breaking-too-8.4 (a kernel of"
                                + " RHEL 8.4)"));
        String never = "a (" + "b ".repeat(80).strip();
        assertEquals(List.of(1, 80, 79), lengths(TextWrapper.fold(never, 80, 80)));
    }

    @Test
    void anArrowAndFromStayWithWhatComesNext() {
        String rpm = "r".repeat(70);
        assertEquals(
                rpm + "\n    from updates-8.4\n", TextWrapper.of("", rpm + " from updates-8.4"));
        String file = "x".repeat(60);
        assertEquals(
                "drbd.ko\n    -> " + file + "1234567890\n",
                TextWrapper.of("", "drbd.ko -> " + file + "1234567890"));
    }

    @Test
    void anyTextKeepsItsWordsAndFits() {
        Random random = new Random(SEED);
        for (int i = 0; i < 5_000; i++) {
            StringBuilder content = new StringBuilder();
            while (content.length() < random.nextInt(400)) {
                content.append(" ab():->x".charAt(random.nextInt(9)));
            }
            String start = " ".repeat(random.nextInt(8));

            // At the start of a line, two colons begin a workflow command.
            String harmless = content.toString().replace("::", ":>");
            String text = TextWrapper.of(start, harmless);

            assertEquals(words(harmless), words(text), content::toString);
            for (String line : text.split("\n", -1)) {
                boolean fits =
                        line.length() <= 80 || !line.strip().replace("-> ", "").contains(" ");
                assertTrue(fits, () -> content + "\n" + text);
            }
        }
    }

    @Test
    void noLineBeginsAWorkflowCommand() {
        assertEquals("?:error::a\n", TextWrapper.of("", "::error::a"), "at the start");
        assertEquals(
                "  " + "a".repeat(70) + "\n      ?:error::b\n",
                TextWrapper.of("  ", "a".repeat(70) + " ::error::b"),
                "where it is folded");
    }

    private static String words(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    private static List<Integer> lengths(List<String> lines) {
        return lines.stream().map(String::length).toList();
    }
}
