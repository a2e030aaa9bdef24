package io.github.kernelpin.cli.option;

import io.github.kernelpin.config.pin.PinDirectory;
import io.github.kernelpin.config.toml.BadFileException;
import io.github.kernelpin.host.file.InstallRoot;
import io.github.kernelpin.host.file.RootedPath;
import io.github.kernelpin.host.frontend.PluginConf;
import io.github.kernelpin.host.process.CurrentUser;
import io.github.kernelpin.model.disk.KernelpinFiles;
import io.github.kernelpin.model.kernel.RhelMinors;
import io.github.kernelpin.model.pin.Pin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say whose pins are meant. */
public final class PinsOptions {

    @Mixin private RootOption root = new RootOption();

    @Option(
            names = "--pins",
            paramLabel = "DIR",
            description =
                    "Where the pins are, below the root (default: "
                            + KernelpinFiles.PINS
                            + ", or what kernelpin.conf says).")
    private @Nullable Path pins;

    private @Nullable PluginConf conf;

    public InstallRoot root() {
        return root.root();
    }

    /** Tells whether the system that is meant is the one that runs. */
    public boolean isRunningHost() {
        return root().isRunning();
    }

    /** The directory of the pins, or the only file of them. */
    public RootedPath pinDirectory() throws IOException {
        Path named = pins;
        return named == null ? configured() : root().path(named.toString());
    }

    /** The directory that dnf's plugin takes the pins from. */
    private RootedPath configured() throws IOException {
        return root().path(conf().pins());
    }

    private PluginConf conf() throws IOException {
        PluginConf read = conf;
        if (read == null) {
            read = PluginConf.read(root());
            conf = read;
        }
        return read;
    }

    /** What pins do on this host that do not say so. */
    public Pin.Action usualAction() throws IOException {
        return conf().action();
    }

    /** The file of a pin that is there. */
    public RootedPath fileOf(Pin pin) throws IOException {
        String file = pin.location().file();
        RootedPath directory = pinDirectory();
        return file.equals(directory.toString())
                ? directory
                : directory.child(file.substring(file.lastIndexOf('/') + 1));
    }

    /** Tells whether the pins are files that nobody but root may write. */
    public boolean areTrustedOnly() throws IOException {
        return CurrentUser.isRootOn(root());
    }

    /**
     * The pins of the host; none if there is no directory of them.
     *
     * @throws IOException if the directory is not there, and not the one that dnf's plugin takes
     *     them from
     */
    public List<Pin> pins(RhelMinors minors) throws BadFileException, IOException {
        if (!isUsualPlace() && !pinDirectory().isTaken()) {
            throw new IOException(pinDirectory() + ": no such file or directory");
        }
        return pinsSoFar(minors);
    }

    /** Tells whether the pins are those that a host is held to, and none of somebody's own. */
    public boolean isUsualPlace() throws IOException {
        return pinDirectory().place().equals(configured().place());
    }

    /** The same, where the first pin makes the directory. */
    public List<Pin> pinsSoFar(RhelMinors minors) throws BadFileException, IOException {
        RootedPath directory = pinDirectory();
        if (!directory.exists() && directory.isTaken()) {
            throw new IOException(directory + ": a link that leads nowhere");
        }
        return directory.exists()
                ? PinDirectory.read(List.of(directory), minors, areTrustedOnly(), usualAction())
                : List.of();
    }
}
