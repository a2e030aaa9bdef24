package io.github.kernelpin.cli;

import io.github.kernelpin.host.InstallRoot;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which host is meant, and how results are printed. */
final class RootOptions {

    /** How results are printed. */
    enum Format {
        TEXT,
        JSON
    }

    @Option(
            names = "--root",
            paramLabel = "DIR",
            description = "The root of the host that is meant (default: /).")
    private Path root = Path.of("/");

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "text or json (default: text).")
    private Format format = Format.TEXT;

    InstallRoot root() {
        return new InstallRoot(root);
    }

    /** As it was typed. */
    Path typed() {
        return root;
    }

    Format format() {
        return format;
    }
}
