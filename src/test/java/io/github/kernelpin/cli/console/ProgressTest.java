package io.github.kernelpin.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

final class ProgressTest {

    @Test
    void nothingIsShownWhereNobodyLooksOrWaits() {
        assertEquals("", shown(250, false));
        assertEquals("", shown(100, true));
    }

    @Test
    void aLongRunIsCountedInOneLineThatGoesAway() {
        assertEquals(
                "\r100 of 250\r200 of 250\r" + " ".repeat("250 of 250".length()) + "\r",
                shown(250, true));
    }

    private static String shown(int total, boolean isTerminal) {
        StringWriter text = new StringWriter();
        Progress progress = new Progress(new PrintWriter(text), total, isTerminal);
        for (int i = 0; i < total; i++) {
            progress.step();
        }
        progress.end();
        return text.toString();
    }
}
