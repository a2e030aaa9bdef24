package io.github.kernelpin.host.kernel;

import io.github.kernelpin.host.file.InstallRoot;
import io.github.kernelpin.host.module.ModuleTree;
import io.github.kernelpin.model.kernel.CandidateKernel;
import io.github.kernelpin.model.kernel.KernelRelease;
import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.symbol.Symbols;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The kernels on disk whose symbols are there as well. */
public final class InstalledKernels {

    /** Where Java and uname disagree. */
    private static final Map<String, String> ARCHITECTURES =
            Map.of("amd64", "x86_64", "x86", "i686");

    private final InstallRoot root;
    private final ModuleTree tree;

    public InstalledKernels(InstallRoot root) {
        this.root = root;
        this.tree = new ModuleTree(root);
    }

    /** The architecture of the kernels there are or, where there is none, of this machine. */
    public String arch() throws IOException {
        for (String name : tree.directories()) {
            String arch = KernelRelease.parse(name).arch();
            if (!arch.isEmpty()) {
                return arch;
            }
        }
        String machine = System.getProperty("os.arch", "");
        return ARCHITECTURES.getOrDefault(machine, machine);
    }

    /** The names of the kernels' directories. */
    public List<String> names() throws IOException {
        return tree.directories();
    }

    /** The kernels that can boot, each with the wanted ones of its symbols as far as it tells. */
    public List<RpmPackage> all(Set<String> wanted) throws IOException {
        List<RpmPackage> kernels = new ArrayList<>();
        for (String name : names()) {
            if (tree.hasImage(name)) {
                kernels.add(kernel(KernelRelease.parse(name), wanted).core());
            }
        }
        return kernels;
    }

    private CandidateKernel kernel(KernelRelease release, Set<String> wanted) {
        try {
            return find(release, wanted).orElseGet(() -> CandidateKernel.unknown(release));
        } catch (IOException e) {
            // A damaged list tells no more than none.
            return CandidateKernel.unknown(release);
        }
    }

    public boolean has(String name) throws IOException {
        return tree.directories().contains(name);
    }

    /**
     * A kernel with the wanted ones of its symbols; nothing if it is not there or has no list.
     *
     * @throws IOException if the list cannot be read; the message begins with the file
     */
    public Optional<CandidateKernel> find(KernelRelease kernel, Set<String> wanted)
            throws IOException {
        Optional<String> symvers =
                has(kernel.text()) ? Symvers.find(root, kernel.text()) : Optional.empty();
        if (symvers.isEmpty()) {
            return Optional.empty();
        }
        Symbols provides = Symvers.readWanted(root.path(symvers.get()), wanted);
        return Optional.of(CandidateKernel.installed(kernel, provides));
    }
}
