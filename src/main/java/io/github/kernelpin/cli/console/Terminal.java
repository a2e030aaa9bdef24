package io.github.kernelpin.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether somebody watches what is written. */
final class Terminal {

    private Terminal() {}

    /** Tells whether standard output is a terminal. */
    static boolean isShown() {
        return isTerminal(1);
    }

    /** Tells whether standard error is one. */
    static boolean isWatched() {
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
