package io.github.kernelpin.host;

import io.github.kernelpin.host.boot.BootLoader;
import io.github.kernelpin.host.dnf.FrontEnds;
import io.github.kernelpin.host.file.InstallRoot;
import io.github.kernelpin.host.kernel.KernelReader;
import io.github.kernelpin.host.process.ProcessRunner;
import io.github.kernelpin.model.disk.HostOnDisk;
import io.github.kernelpin.model.disk.KernelOnDisk;
import java.io.IOException;
import java.util.List;
import java.util.Set;

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
     * @param modules the names of modules to look for even where they come with a kernel
     */
    public HostOnDisk read(Set<String> modules) throws IOException {
        return new HostOnDisk(
                kernels(modules),
                isRunning() ? runningKernel() : "",
                new BootLoader(root, processes).nextBoot(),
                new FrontEnds(root).bypasses());
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
