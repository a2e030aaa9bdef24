package io.github.kernelpin.cli.command;

import io.github.kernelpin.cli.option.PinsOptions;
import io.github.kernelpin.host.HostProbe;
import io.github.kernelpin.host.file.InstallRoot;
import io.github.kernelpin.host.file.RootedPath;
import io.github.kernelpin.host.module.ModuleTree;
import io.github.kernelpin.host.process.ProcessRunner;
import io.github.kernelpin.host.rpm.RpmQuery;
import io.github.kernelpin.model.disk.KernelOnDisk;
import io.github.kernelpin.model.kernel.KernelMinor;
import io.github.kernelpin.model.kernel.KernelSpec;
import io.github.kernelpin.model.kernel.RhelMinors;
import io.github.kernelpin.model.rpm.Evr;
import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.rules.status.PinnableModule;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a host has now of that which a pin is to keep. */
final class CurrentModule {

    private final PinsOptions options;
    private final ProcessRunner processes;

    CurrentModule(PinsOptions options, ProcessRunner processes) {
        this.options = options;
        this.processes = processes;
    }

    /**
     * The module in the kernel to pin.
     *
     * @param wanted what that kernel has to be one of; null for no matter
     * @throws IOException if there is no such kernel or module; saying which ones there are
     */
    PinnableModule find(String module, @Nullable KernelSpec wanted) throws IOException {
        KernelOnDisk kernel = kernel(module, wanted);
        PinnableModule found = PinnableModule.of(kernel, module);
        if (!found.isThere()) {
            RootedPath directory =
                    options.root().path(ModuleTree.MODULES + kernel.release().text());
            List<String> others = found.others();
            throw new IOException(
                    ("no out-of-tree module " + module + " is in " + directory)
                            + (" (" + found.state().explain() + "); there ")
                            + (others.isEmpty() ? "is none" : "are: " + String.join(" ", others)));
        }
        return found;
    }

    private KernelOnDisk kernel(String module, @Nullable KernelSpec wanted) throws IOException {
        InstallRoot root = options.root();
        root.check();
        HostProbe host = new HostProbe(root, processes);
        String preferred = host.kernelInUse();
        KernelOnDisk kernel =
                PinnableModule.kernelToPin(
                        host.kernels(Set.of(module.replace('-', '_'))), preferred, wanted);
        if (kernel == null) {
            String which = wanted == null ? "" : wanted.describe() + " ";
            throw new IOException("no kernel " + which + "is installed in " + root);
        }
        boolean isAnother = !kernel.release().text().equals(preferred);
        if (wanted == null && options.isRunningHost() && isAnother) {
            throw new IOException(
                    "the running kernel "
                            + preferred
                            + " is not installed: say which ones to pin with --kernel");
        }
        return kernel;
    }

    /** How a pin file says the minor of the module's kernel. */
    String minorOf(PinnableModule found, RhelMinors minors) throws IOException {
        Evr kernel = found.kernel().release().evr();
        String rhel = minors.certainRhelOf(kernel).orElse("");
        if (!rhel.isEmpty()) {
            return "rhel:" + rhel;
        }
        long build = KernelMinor.buildOf(kernel.release());
        if (build < 0) {
            throw new IOException(
                    kernel + " is of no minor: say which kernels to pin with --kernel");
        }
        return kernel.version() + "-" + build;
    }

    /** The package of a file, or null if it belongs to none. */
    @Nullable Nevra owner(String path) throws IOException {
        try {
            return new RpmQuery(options.root(), processes).owner(path).orElse(null);
        } catch (IOException e) {
            String message = "cannot tell the package of " + path + ", say it with --package: ";
            throw new IOException(message + e.getMessage(), e);
        }
    }
}
