package io.github.kernelpin.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether somebody watches what is written to standard error. */
final class Terminal {

    private Terminal() {}

    /** Without /proc it is not known; then nobody does. */
    static boolean isWatched() {
        try {
            Path terminal = Files.readSymbolicLink(Path.of("/proc/self/fd/2"));
            return terminal.startsWith("/dev/pts") || terminal.toString().startsWith("/dev/tty");
        } catch (IOException e) {
            return false;
        }
    }
}
