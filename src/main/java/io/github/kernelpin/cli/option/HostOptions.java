package io.github.kernelpin.cli.option;

import io.github.kernelpin.config.toml.BadFileException;
import io.github.kernelpin.host.file.InstallRoot;
import io.github.kernelpin.host.file.RootedPath;
import io.github.kernelpin.model.kernel.RhelMinors;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.report.text.Colors;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Mixin;

/** The options of every command that looks at a host. */
public final class HostOptions {

    @Mixin private PinsOptions place = new PinsOptions();

    @Mixin private ReportOptions report = new ReportOptions();

    public InstallRoot root() {
        return place.root();
    }

    public ReportOptions.Format format() {
        return report.format();
    }

    public Colors ink() {
        return report.ink();
    }

    /** The directory of the pins, or the only file of them. */
    public RootedPath pinDirectory() {
        return place.pinDirectory();
    }

    /** The pins of the host; none if there is no directory of them. */
    public List<Pin> pins(RhelMinors minors) throws BadFileException, IOException {
        return place.pins(minors);
    }
}
