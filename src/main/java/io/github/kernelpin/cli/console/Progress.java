package io.github.kernelpin.cli.console;

import java.io.PrintWriter;

/** Shows on a terminal, in one line that goes away again, how far a long run is. */
public final class Progress {

    private static final int STEP = 100;

    private final PrintWriter err;
    private final int total;
    private final boolean isShown;
    private int done;

    public Progress(PrintWriter err, int total, boolean isTerminal) {
        this.err = err;
        this.total = total;
        this.isShown = isTerminal && total > STEP;
    }

    public void step() {
        done++;
        if (isShown && done % STEP == 0) {
            show(done + " of " + total);
        }
    }

    public void end() {
        if (isShown) {
            show(" ".repeat((total + " of " + total).length()) + "\r");
        }
    }

    private void show(String text) {
        err.print("\r" + text);
        err.flush();
    }
}
