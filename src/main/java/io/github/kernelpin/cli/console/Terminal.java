package io.github.kernelpin.cli.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether somebody watches what is written. */
public final class Terminal {

    private Terminal() {}

    /** Tells whether standard output is a terminal. */
    public static boolean isShown() {
        return isTerminal(1);
    }

    /** Tells whether standard error is one. */
    public static boolean isWatched() {
        return isTerminal(2);
    }

    /** Without /proc it is not known; then it is none. */
    private static boolean isTerminal(int descriptor) {
        try {
            Path terminal = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor));
            return terminal.startsWith("/dev/pts")
                    || terminal.toString().startsWith("/dev/tty")
                    || terminal.equals(Path.of("/dev/console"));
        } catch (IOException e) {
            return false;
        }
    }
}
