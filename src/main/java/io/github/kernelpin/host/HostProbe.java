package io.github.kernelpin.host;

import io.github.kernelpin.host.boot.BootLoader;
import io.github.kernelpin.host.file.FileFailure;
import io.github.kernelpin.host.file.InstallRoot;
import io.github.kernelpin.host.frontend.FrontEnds;
import io.github.kernelpin.host.frontend.PluginProbe;
import io.github.kernelpin.host.frontend.PreparedUpdate;
import io.github.kernelpin.host.kernel.KernelReader;
import io.github.kernelpin.host.process.ProcessRunner;
import io.github.kernelpin.host.rpm.RpmQuery;
import io.github.kernelpin.model.disk.HostOnDisk;
import io.github.kernelpin.model.disk.InstalledPackages;
import io.github.kernelpin.model.disk.KeptOut;
import io.github.kernelpin.model.disk.KernelOnDisk;
import io.github.kernelpin.model.disk.ModuleOnDisk;
import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.rpm.Nevra;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Looks at a whole machine: its kernels and modules, what boots next, and ways around dnf. */
public final class HostProbe {

    private final InstallRoot root;
    private final ProcessRunner processes;

    public HostProbe(InstallRoot root, ProcessRunner processes) {
        this.root = root;
        this.processes = processes;
    }

    /**
     * All of it.
     *
     * @param pins whose modules are looked for even where they come with a kernel, and whose
     *     packages are looked for among those that are installed
     * @param unreadPins the files in the directory of pins that nobody reads
     * @param keptOut what the plugin remembers of its last runs
     */
    public HostOnDisk read(List<Pin> pins, List<String> unreadPins, List<KeptOut> keptOut)
            throws IOException {
        Set<String> modules = new TreeSet<>();
        Set<String> packages = new TreeSet<>();
        for (Pin pin : pins) {
            for (Pin.PinnedModule module : pin.modules()) {
                modules.add(module.fileName());
                packages.add(module.packageName());
            }
        }
        packages.remove("");
        List<KernelOnDisk> kernels = kernels(modules);
        return new HostOnDisk(
                kernels,
                isRunning() ? runningKernel() : "",
                new BootLoader(root, processes).nextBoot(),
                new PluginProbe(root, processes).gaps(),
                new FrontEnds(root).bypasses(),
                PreparedUpdate.packages(root),
                keptOut,
                unreadPins,
                installed(packages, filesOf(packagedModules(pins), kernels)));
    }

    /** A host without readable packages still has kernels that can be judged. */
    private InstalledPackages installed(Set<String> packages, Set<String> files) {
        RpmQuery rpm = new RpmQuery(root, processes);
        Map<String, List<RpmPackage>> providers = new TreeMap<>();
        if (packages.isEmpty()) {
            return new InstalledPackages(Collections.emptySortedSet(), providers, Map.of(), "");
        }
        try {
            SortedSet<String> names = rpm.names();
            for (String each : packages) {
                providers.put(each, rpm.packagesProviding(each));
            }
            return new InstalledPackages(names, providers, owners(rpm, files), "");
        } catch (IOException e) {
            return new InstalledPackages(
                    Collections.emptySortedSet(), Map.of(), Map.of(), FileFailure.reasonOf(e));
        }
    }

    private static Set<String> packagedModules(List<Pin> pins) {
        Set<String> names = new TreeSet<>();
        for (Pin pin : pins) {
            for (Pin.PinnedModule module : pin.modules()) {
                if (!module.packageName().isEmpty()) {
                    names.add(module.fileName());
                }
            }
        }
        return names;
    }

    /** The files of modules that did not come with their kernel. */
    private static Set<String> filesOf(Set<String> names, List<KernelOnDisk> kernels) {
        Set<String> files = new TreeSet<>();
        for (KernelOnDisk kernel : kernels) {
            for (ModuleOnDisk module : kernel.modules()) {
                if (names.contains(module.name()) && !module.dangles() && !module.isInTree()) {
                    files.add(module.target());
                }
            }
        }
        return files;
    }

    /** A file that rpm says nothing sensible about is left out. */
    private static Map<String, String> owners(RpmQuery rpm, Set<String> files) {
        Map<String, String> owners = new TreeMap<>();
        for (String file : files) {
            try {
                owners.put(file, rpm.owner(file).map(Nevra::name).orElse(""));
            } catch (IOException e) {
                // What is not known is no mistake in a pin.
            }
        }
        return owners;
    }

    /** The kernels below the root, with their modules. */
    public List<KernelOnDisk> kernels(Set<String> modules) throws IOException {
        return new KernelReader(root).read(modules);
    }

    /** The running kernel or, in another root, the one that boots next; empty if not known. */
    public String kernelInUse() {
        return isRunning() ? runningKernel() : new BootLoader(root, processes).nextBoot().kernel();
    }

    /** Tells whether the root is the system that runs. */
    public boolean isRunning() {
        return root.isRunning();
    }

    private static String runningKernel() {
        return System.getProperty("os.version");
    }
}
