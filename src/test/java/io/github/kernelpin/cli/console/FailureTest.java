package io.github.kernelpin.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class FailureTest {

    private static final String LONG =
            "\"dnf mark\u001b\" is not run: expected a command first that ends in a transaction";

    @Test
    void aLogGetsOneLine() {
        assertEquals(
                "kernelpin: " + LONG.replace('\u001b', '?') + "\n", Failure.lines(LONG, false));
    }

    @Test
    void aTerminalGetsLinesThatFit() {
        assertEquals(
                """
                kernelpin: "dnf mark?" is not run:
                    expected a command first that ends in a transaction
                """,
                Failure.lines(LONG, true));
    }
}
