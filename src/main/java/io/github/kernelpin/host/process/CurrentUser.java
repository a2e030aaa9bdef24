package io.github.kernelpin.host.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Who runs this program, by {@code /proc/self}. */
public final class CurrentUser {

    private CurrentUser() {}

    /**
     * Tells whether this is root working on the host itself: only then does it matter who else can
     * write the files that decide.
     */
    public static boolean isRootOn(String root) throws IOException {
        return Path.of("/").equals(Path.of(root).normalize())
                && (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
    }
}
