package io.github.kernelpin.host.process;

import io.github.kernelpin.host.file.InstallRoot;
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
    public static boolean isRootOn(InstallRoot root) throws IOException {
        return root.isRunning() && isRoot();
    }

    /** Tells whether this is root. */
    public static boolean isRoot() throws IOException {
        return id() == 0;
    }

    /** The number of the user; root's is 0. */
    public static int id() throws IOException {
        return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    }
}
