package io.github.kernelpin.cli;

import io.github.kernelpin.host.file.InstallRoot;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that says which host is meant. */
final class RootOption {

    @Option(
            names = "--root",
            paramLabel = "DIR",
            description = "The root of the host that is meant (default: /).")
    private Path root = Path.of("/");

    InstallRoot root() {
        return new InstallRoot(root);
    }

    /** As it was typed. */
    Path typed() {
        return root;
    }
}
