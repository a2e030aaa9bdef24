package io.github.kernelpin.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class TableTest {

    @Test
    void controlCharactersDoNotGetThrough() {
        Table table = new Table("A", "B");
        table.add("\u001b[1m", "x\ny");
        assertEquals("A     B\n?[1m  x?y\n", table.text());
    }

    @Test
    void theLastColumnIsFoldedAtBlanksButNotInParentheses() {
        Table table = new Table("NAME", "STATE");
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
    void whatFitsIsNotFolded() {
        Table table = new Table("NAME", "STATE");
        table.add("a", "2 of 50 symbols disagree (1 missing, 1 changed)");
        assertEquals(
                """
                NAME  STATE
                a     2 of 50 symbols disagree (1 missing, 1 changed)
                """,
                table.text());
    }
}
