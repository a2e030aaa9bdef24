package io.github.kernelpin.model.transaction;

import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.symbol.ModuleFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The host before the transaction.
 *
 * @param installed its kernels, modules and packages that pins name
 * @param moduleFiles the files of modules that pins name and no package owns
 * @param runningKernel {@code uname -r}; empty when the transaction is for another root
 * @param bootDefault {@code uname -r} of the kernel the boot loader takes; empty when not known
 * @param updatesBootDefault whether a kernel that comes in becomes what the boot loader takes
 * @param installonlyLimit how many kernels of a name dnf keeps; 0 for all
 */
public record HostState(
        List<RpmPackage> installed,
        List<ModuleFile> moduleFiles,
        String runningKernel,
        String bootDefault,
        boolean updatesBootDefault,
        int installonlyLimit) {

    public HostState {
        List<RpmPackage> sorted = new ArrayList<>(installed);
        sorted.sort(RpmPackage.BY_NEVRA);
        installed = List.copyOf(sorted);
        List<ModuleFile> files = new ArrayList<>(moduleFiles);
        files.sort(new ByPath());
        moduleFiles = List.copyOf(files);
    }

    /** A host on which a kernel that comes in leaves the boot loader's default as it is. */
    public HostState(
            List<RpmPackage> installed,
            List<ModuleFile> moduleFiles,
            String runningKernel,
            String bootDefault,
            int installonlyLimit) {
        this(installed, moduleFiles, runningKernel, bootDefault, false, installonlyLimit);
    }

    /** Which of several files counts depends on no directory's order. */
    private static final class ByPath implements Comparator<ModuleFile> {
        @Override
        public int compare(ModuleFile a, ModuleFile b) {
            return a.path().compareTo(b.path());
        }
    }

    /** Tells whether a kernel is the running one. */
    public boolean runs(RpmPackage kernel) {
        return !runningKernel.isEmpty() && kernel.uname().equals(runningKernel);
    }
}
