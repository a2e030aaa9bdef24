package io.github.kernelpin.cli;

import io.github.kernelpin.config.BadPinsException;
import io.github.kernelpin.config.PinDirectory;
import io.github.kernelpin.host.InstallRoot;
import io.github.kernelpin.model.Pin;
import io.github.kernelpin.model.RhelMinors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of every command that looks at a host. */
final class HostOptions {

    @Mixin private RootOptions options = new RootOptions();

    @Option(
            names = "--pins",
            paramLabel = "DIR",
            description = "Where the pins are, below the root (default: /etc/kernelpin/pins.d).")
    private Path pins = Path.of("/etc/kernelpin/pins.d");

    InstallRoot root() {
        return options.root();
    }

    RootOptions.Format format() {
        return options.format();
    }

    /** The directory of the pins, as this host sees it. */
    Path pinDirectory() {
        return options.typed().resolve(Path.of("/").relativize(Path.of("/").resolve(pins)));
    }

    /** The pins of the host; none if there is no directory of them. */
    List<Pin> pins(RhelMinors minors) throws BadPinsException, IOException {
        Path directory = pinDirectory();
        return Files.exists(directory)
                ? PinDirectory.read(
                        List.of(directory),
                        minors,
                        Judgement.isRootOnHost(options.typed().toString()))
                : List.of();
    }
}
