package io.github.kernelpin.report.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class TableTest {

    @Test
    void controlCharactersDoNotGetThrough() {
        Table table = new Table(Colors.PLAIN, "A", "B");
        table.add("\u001b[1m", "x\ny");
        assertEquals("A     B\n?[1m  x?y\n", table.text());
    }

    @Test
    void theLastColumnIsFoldedAtBlanksButNotInParentheses() {
        Table table = new Table(Colors.PLAIN, "NAME", "STATE");
        table.add("x".repeat(52), "");
        table.add("a", "2 of 50 symbols disagree (2 changed)");
        table.add("b", "unknown: " + "w".repeat(40) + " that");
        String left = " ".repeat(54);
        assertEquals(
                "NAME"
                        + " ".repeat(50)
                        + "STATE\n"
                        + "x".repeat(52)
                        + "\na"
                        + " ".repeat(53)
                        + "2 of 50 symbols disagree\n"
                        + left
                        + "(2 changed)\nb"
                        + " ".repeat(53)
                        + "unknown:\n"
                        + left
                        + "w".repeat(40)
                        + "\n"
                        + left
                        + "that\n",
                table.text());
    }

    @Test
    void nothingIsPaddedForACellThatIsTooLong() {
        Table table = new Table(Colors.PLAIN, "KERNEL", "STATE");
        table.add("k".repeat(65), "loads");
        table.add("a", "loads");
        assertEquals("KERNEL  STATE\n" + "k".repeat(65) + "  loads\na       loads\n", table.text());
    }

    @Test
    void whatFitsIsNotFolded() {
        Table table = new Table(Colors.PLAIN, "NAME", "STATE");
        table.add("a", "2 of 50 symbols disagree (1 missing, 1 changed)");
        assertEquals(
                """
                NAME  STATE
                a     2 of 50 symbols disagree (1 missing, 1 changed)
                """,
                table.text());
    }

    @Test
    void aLastColumnWithoutRoomStandsBelowTheOthers() {
        Table table = new Table(Colors.PLAIN, "KERNEL", "STATE");
        table.add("k".repeat(59), "loads");
        table.add("l".repeat(59), "1 of 3 symbols disagree (1 changed)");
        assertEquals(
                "KERNEL"
                        + " ".repeat(55)
                        + "STATE\n"
                        + "k".repeat(59)
                        + "  loads\n"
                        + "l".repeat(59)
                        + "\n    1 of 3 symbols disagree (1 changed)\n",
                table.text());
    }

    @Test
    void coloursTakeNoRoom() {
        Table plain = new Table(Colors.PLAIN, "A", "B", "C");
        Table painted = new Table(Colors.ANSI, "A", "B", "C");
        for (Table table : new Table[] {plain, painted}) {
            table.add("refused", "", "one two ".repeat(12).strip());
            table.paint(0, Colors.Tone.BAD);
            table.paint(1, Colors.Tone.GOOD);
            table.paint(2, Colors.Tone.UNSURE);
        }
        String text = painted.text();
        assertTrue(text.contains("\n\u001b[31mrefused\u001b[0m     \u001b[33mone two"), text);
        assertEquals(plain.text(), text.replaceAll("\u001b\\[\\d+m", ""));
    }
}
