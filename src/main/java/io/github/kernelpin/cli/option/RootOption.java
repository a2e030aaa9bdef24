package io.github.kernelpin.cli.option;

import io.github.kernelpin.host.file.InstallRoot;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that says which host is meant. */
public final class RootOption {

    @Option(
            names = "--root",
            paramLabel = "DIR",
            description = "The root of the host that is meant (default: /).")
    private Path root = Path.of("/");

    public InstallRoot root() {
        return new InstallRoot(root);
    }
}
