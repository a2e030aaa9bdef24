package io.github.kernelpin.host.frontend;

import io.github.kernelpin.host.file.InstallRoot;
import io.github.kernelpin.host.file.TextFiles;
import io.github.kernelpin.host.process.ProcessRunner;
import io.github.kernelpin.host.process.Tool;
import io.github.kernelpin.model.disk.KernelpinFiles;
import io.github.kernelpin.model.disk.PluginGap;
import java.io.IOException;
import java.util.List;

/** Looks whether dnf 4 of a system would ask kernelpin, and would get an answer. */
public final class PluginProbe {

    private final InstallRoot root;
    private final TextFiles files;
    private final ProcessRunner processes;

    public PluginProbe(InstallRoot root) {
        this(root, new ProcessRunner());
    }

    public PluginProbe(InstallRoot root, ProcessRunner processes) {
        this.root = root;
        this.files = new TextFiles(root);
        this.processes = processes;
    }

    /**
     * Everything that stands in the way.
     *
     * @throws IOException if something that matters cannot be read
     */
    public List<PluginGap> gaps() throws IOException {
        GapList gaps = new GapList(root);
        RootsAlone trust = new RootsAlone(root, gaps);
        DnfSettings dnf = DnfSettings.read(files);
        if (dnf.packages().isEmpty()) {
            gaps.add(Tool.DNF.path(), "dnf 4 is not here", "nothing else loads kernelpin's plugin");
            String pins = PluginConf.read(files, dnf.confFolders()).pins();
            if (root.path(pins).isTaken()) {
                checkPins(pins, gaps);
            }
            return gaps.all();
        }
        checkDnf(dnf, gaps);
        new PluginLoading(files, new PluginCode(processes), gaps).check(dnf.pluginFolders());
        PluginConf conf = PluginConf.read(files, dnf.confFolders());
        checkConf(conf, gaps);
        requireRootsSettings(dnf, trust);
        ProgramProbe program = new ProgramProbe(files, gaps, trust);
        program.checkProgram(conf.value("executable"));
        program.checkJava(conf.value("java"));
        checkPins(conf.value("pins"), gaps);
        return gaps.all();
    }

    private static void checkDnf(DnfSettings dnf, GapList gaps) {
        if (!dnf.problem().isEmpty()) {
            gaps.add(DnfSettings.CONFIG, dnf.problem(), "mend it: until then dnf does not start");
        }
        if (!dnf.isLoading()) {
            gaps.add(DnfSettings.CONFIG, "plugins is off", "delete that line or set it to 1");
        }
    }

    private static void checkConf(PluginConf conf, GapList gaps) {
        if (!conf.problem().isEmpty()) {
            gaps.add(conf.blamed(), conf.problem(), "mend it: until then dnf refuses every kernel");
        }
        if (!conf.switchedOffBy().isEmpty()) {
            gaps.add(conf.switchedOffBy(), "enabled is off", "set it to 1");
        }
        if (!conf.recordedBy().isEmpty()) {
            gaps.add(
                    conf.recordedBy(),
                    "record is for dry-run alone, which sets it in a copy of this file",
                    "delete that line");
        }
    }

    /** Whoever can write to these can have dnf ask nobody, or pin nothing. */
    private void requireRootsSettings(DnfSettings dnf, RootsAlone trust) throws IOException {
        trust.require(DnfSettings.CONFIG);
        for (String folder : dnf.confFolders()) {
            trust.require(folder);
            trust.require(PluginConf.file(folder));
        }
        for (String folder : dnf.pluginFolders()) {
            trust.require(folder + "/" + KernelpinFiles.PLUGIN);
            trust.requireBelow(folder + "/" + KernelpinFiles.PLUGIN_PARTS);
        }
    }

    private void checkPins(String path, GapList gaps) throws IOException {
        if (path.startsWith("/") && !root.path(path).isDirectory()) {
            gaps.add(
                    path,
                    "there is no directory of pins",
                    "make it, or correct pins in kernelpin.conf");
        }
    }
}
