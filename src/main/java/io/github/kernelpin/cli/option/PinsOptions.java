package io.github.kernelpin.cli.option;

import io.github.kernelpin.config.pin.PinDirectory;
import io.github.kernelpin.config.toml.BadFileException;
import io.github.kernelpin.host.file.InstallRoot;
import io.github.kernelpin.host.process.CurrentUser;
import io.github.kernelpin.model.kernel.RhelMinors;
import io.github.kernelpin.model.pin.Pin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say whose pins are meant. */
public final class PinsOptions {

    static final String DIRECTORY = "/etc/kernelpin/pins.d";

    @Mixin private RootOption root = new RootOption();

    @Option(
            names = "--pins",
            paramLabel = "DIR",
            description = "Where the pins are, below the root (default: " + DIRECTORY + ").")
    private Path pins = Path.of(DIRECTORY);

    public InstallRoot root() {
        return root.root();
    }

    /** Tells whether the system that is meant is the one that runs. */
    public boolean isRunningHost() {
        return root().directory().equals(Path.of("/"));
    }

    /** The directory of the pins, as this host sees it. */
    public Path pinDirectory() {
        return root.typed().resolve(Path.of("/").relativize(Path.of("/").resolve(pins)));
    }

    /** Tells whether the pins are files that nobody but root may write. */
    public boolean areTrustedOnly() throws IOException {
        return CurrentUser.isRootOn(root.typed().toString());
    }

    /**
     * The pins of the host; none if there is no directory of them.
     *
     * @throws IOException if the directory is not there, and not the one where pins are by default
     */
    public List<Pin> pins(RhelMinors minors) throws BadFileException, IOException {
        if (!Files.exists(pinDirectory()) && !pins.equals(Path.of(DIRECTORY))) {
            throw new IOException(pinDirectory() + ": no such file or directory");
        }
        return pinsSoFar(minors);
    }

    /** The same, where the first pin makes the directory. */
    public List<Pin> pinsSoFar(RhelMinors minors) throws BadFileException, IOException {
        Path directory = pinDirectory();
        return Files.exists(directory)
                ? PinDirectory.read(List.of(directory), minors, areTrustedOnly())
                : List.of();
    }
}
