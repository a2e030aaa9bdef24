package io.github.kernelpin.host.dnf;

import io.github.kernelpin.host.file.InstallRoot;
import io.github.kernelpin.host.kernel.InstalledKernels;
import io.github.kernelpin.host.process.ProcessRunner;
import io.github.kernelpin.model.kernel.CandidateKernel;
import io.github.kernelpin.model.kernel.KernelName;
import io.github.kernelpin.model.kernel.KernelRelease;
import io.github.kernelpin.model.kernel.RpmPackage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Finds kernels: on disk, else among what dnf can see, else they are known by name only. */
public final class KernelSearch {

    private final InstalledKernels installed;
    private final DnfQuery dnf;
    private final Consumer<String> waiting;

    /**
     * @param waiting is told what takes a while
     */
    public KernelSearch(InstallRoot root, ProcessRunner runner, Consumer<String> waiting) {
        this.installed = new InstalledKernels(root);
        this.dnf = new DnfQuery(root, runner);
        this.waiting = waiting;
    }

    /**
     * Reads the names of kernels; one that is the same as another is left out.
     *
     * @throws IllegalArgumentException saying which is none, and what was expected
     */
    public List<KernelRelease> parse(List<String> names) throws IOException {
        String arch = installed.arch();
        List<KernelRelease> kernels = new ArrayList<>();
        for (String name : names) {
            // A kernel that follows nobody's scheme is called what its directory is called.
            KernelRelease kernel =
                    !name.isEmpty() && installed.has(name)
                            ? KernelRelease.parse(name)
                            : KernelName.parse(name, arch);
            if (!kernels.contains(kernel)) {
                kernels.add(kernel);
            }
        }
        return kernels;
    }

    /**
     * The kernels that were named, in this order.
     *
     * @param wanted the symbols that matter
     * @throws IOException if something that is there cannot be read
     */
    public List<CandidateKernel> named(List<KernelRelease> kernels, Set<String> wanted)
            throws IOException {
        List<Optional<CandidateKernel>> onDisk = new ArrayList<>();
        List<KernelRelease> others = new ArrayList<>();
        for (KernelRelease each : kernels) {
            Optional<CandidateKernel> found = onDisk(each, wanted);
            onDisk.add(found);
            if (found.isEmpty()) {
                others.add(each);
            }
        }
        List<RpmPackage> packages = others.isEmpty() ? List.of() : ask(others, wanted);
        List<CandidateKernel> result = new ArrayList<>();
        for (int i = 0; i < kernels.size(); i++) {
            KernelRelease kernel = kernels.get(i);
            result.add(
                    onDisk.get(i)
                            .or(() -> CandidateKernel.find(kernel, packages))
                            .orElseGet(() -> CandidateKernel.unknown(kernel)));
        }
        return result;
    }

    /**
     * A damaged list of symbols tells no more than none; what is wrong with it is status' to say.
     */
    private Optional<CandidateKernel> onDisk(KernelRelease kernel, Set<String> wanted) {
        try {
            return installed.find(kernel, wanted);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private List<RpmPackage> ask(List<KernelRelease> kernels, Set<String> wanted)
            throws IOException {
        waiting.accept("asking dnf for " + kernels.get(0).text() + more(kernels.size() - 1));
        return dnf.named(kernels, wanted);
    }

    private static String more(int number) {
        return number == 0 ? "" : " and " + number + " more";
    }

    /**
     * The kernels of one version that are installed or that dnf can see: VERSION-RELEASE.ARCH.
     *
     * @throws IOException if dnf cannot tell
     */
    public Set<String> ofVersion(String version) throws IOException {
        Set<String> names = new TreeSet<>();
        for (String name : installed.names()) {
            KernelRelease release = KernelRelease.parse(name);
            if (release.evr().version().equals(version)) {
                names.add(release.evr() + "." + release.arch());
            }
        }
        waiting.accept("asking dnf for kernels " + version);
        for (RpmPackage each : dnf.ofVersion(version)) {
            if (each.isBootableKernel()) {
                names.add(each.evr() + "." + each.nevra().arch());
            }
        }
        return names;
    }

    /** Every kernel that dnf can see. */
    public List<CandidateKernel> available(Set<String> wanted) throws IOException {
        waiting.accept("asking dnf for all kernels");
        return CandidateKernel.among(dnf.all(wanted));
    }
}
