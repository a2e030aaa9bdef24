package io.github.kernelpin.cli.option;

import io.github.kernelpin.config.toml.BadFileException;
import io.github.kernelpin.host.file.InstallRoot;
import io.github.kernelpin.host.file.RootedPath;
import io.github.kernelpin.host.file.TextFiles;
import io.github.kernelpin.model.disk.KeptOut;
import io.github.kernelpin.model.disk.KernelpinFiles;
import io.github.kernelpin.model.kernel.RhelMinors;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.report.Report;
import io.github.kernelpin.report.text.Colors;
import io.github.kernelpin.wire.KeptOutReader;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;

/** The options of every command that looks at a host. */
public final class HostOptions {

    @Mixin private PinsOptions place = new PinsOptions();

    @Mixin private ReportOptions report = new ReportOptions();

    public InstallRoot root() {
        return place.root();
    }

    /** The format that was chosen of those that the command has. */
    public <R> Report<R> choose(List<Report<R>> formats, CommandSpec command) {
        return report.choose(formats, command);
    }

    public Colors ink() {
        return report.ink();
    }

    /** The directory of the pins, or the only file of them. */
    public RootedPath pinDirectory() throws IOException {
        return place.pinDirectory();
    }

    /** Tells whether the pins are those that the host is held to. */
    public boolean pinsAreTheHosts() throws IOException {
        return place.isUsualPlace();
    }

    /**
     * Tells whether the host's pins are in what is no directory: dnf refuses every kernel then, and
     * that is what there is to say.
     */
    public boolean hasNoDirectoryOfPins() throws IOException {
        return pinsAreTheHosts() && !pinDirectory().isDirectory();
    }

    /** What the plugin remembers of its last runs on this host. */
    public List<KeptOut> keptOut() throws IOException {
        return KeptOutReader.read(new TextFiles(root()).text(KernelpinFiles.KEPT_OUT).orElse(""));
    }

    /** What pins do on this host that do not say so. */
    public Pin.Action usualAction() throws IOException {
        return place.usualAction();
    }

    /** The pins of the host; none if there is no directory of them. */
    public List<Pin> pins(RhelMinors minors) throws BadFileException, IOException {
        return place.pins(minors);
    }
}
