package io.github.kernelpin.host.frontend;

import io.github.kernelpin.host.file.InstallRoot;
import io.github.kernelpin.host.file.RootedPath;
import io.github.kernelpin.host.process.CurrentUser;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Looks whether root alone can change what decides or runs, and the way to it; the plugin looks at
 * the program in the same way (dnf-plugin/kernelpin_plugin/trust.py). It matters to root on the
 * running system.
 */
final class RootsAlone {

    private static final int FILES_MAX = 20_000;

    private final InstallRoot root;
    private final GapList gaps;
    private final boolean isChecked;

    RootsAlone(InstallRoot root, GapList gaps) throws IOException {
        this.root = root;
        this.gaps = gaps;
        this.isChecked = CurrentUser.isRootOn(root);
    }

    /** A file or directory; one that is missing will be made by whoever can write above it. */
    void require(String path) throws IOException {
        if (isChecked) {
            String open = root.path(path).writableByOthers();
            if (!open.isEmpty()) {
                gaps.add(open, "others than root can write to it", "chown root, chmod go-w");
            }
        }
    }

    /** A directory with everything below it, also behind links. */
    void requireBelow(String directory) throws IOException {
        if (isChecked) {
            requireBelow(directory, new HashSet<>());
        }
    }

    private void requireBelow(String path, Set<String> seen) throws IOException {
        require(path);
        RootedPath file = root.path(path);
        Optional<String> real = root.resolve(path);
        if (real.isEmpty() || !file.isDirectory() || !seen.add(real.get())) {
            return;
        }
        for (String name : file.names()) {
            if (seen.size() > FILES_MAX) {
                throw new IOException(file + ": more directories below it than can be looked at");
            }
            requireBelow(path + "/" + name, seen);
        }
    }
}
