package io.github.kernelpin.cli.option;

import io.github.kernelpin.cli.console.Failure;
import io.github.kernelpin.host.file.DirectoryLock;
import io.github.kernelpin.host.file.FileReplacement;
import io.github.kernelpin.host.file.InstallRoot;
import io.github.kernelpin.host.file.RootedPath;
import io.github.kernelpin.host.process.CurrentUser;
import io.github.kernelpin.host.process.ProcessRunner;
import io.github.kernelpin.host.process.Restorecon;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintWriter;

/**
 * A change to the files that decide what dnf may do: by one run at a time, only where root alone
 * decides, and with the label that SELinux expects.
 *
 * <p>What the change rests on has to be read while this is open: another run may have changed it
 * before.
 */
public final class ConfigurationChange implements Closeable {

    private final InstallRoot root;
    private final DirectoryLock lock;

    private ConfigurationChange(InstallRoot root, DirectoryLock lock) {
        this.root = root;
        this.lock = lock;
    }

    /** Begins to change files of a directory, which is made if it is missing. */
    public static ConfigurationChange in(RootedPath directory, InstallRoot root)
            throws IOException {
        if (CurrentUser.isRootOn(root)) {
            directory.requireWayOfRoot();
        }
        return new ConfigurationChange(root, directory.lock());
    }

    /** Puts a file in its place; that its label is wrong is no more than a warning. */
    public void publish(
            RootedPath file, FileReplacement replacement, ProcessRunner processes, PrintWriter err)
            throws IOException {
        replacement.publish();
        if (root.isRunning()) {
            new Restorecon(processes)
                    .label(file.toString())
                    .ifPresent(problem -> Failure.say(err, "warning, " + problem));
        }
    }

    /** Takes a file away, in the directory that is being changed. */
    public void delete(RootedPath file) throws IOException {
        file.delete();
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
