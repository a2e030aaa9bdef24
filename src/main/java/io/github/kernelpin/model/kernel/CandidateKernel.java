package io.github.kernelpin.model.kernel;

import io.github.kernelpin.model.rpm.Evr;
import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.model.symbol.SymbolTable;
import io.github.kernelpin.model.symbol.Symbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A kernel that somebody thinks of installing.
 *
 * @param name what {@code uname -r} would say
 * @param core its package that boots
 * @param companions the other packages of the same build, which have symbols as well
 */
public record CandidateKernel(
        String name, RpmPackage core, List<RpmPackage> companions, Source source) {

    /** What stands for the package of a kernel whose name does not tell its variant. */
    private static final String PACKAGE_OF_UNKNOWN = "linux";

    /** Where its symbols are from. */
    public enum Source {
        /** Its list of symbols is on the host's disk. */
        INSTALLED("installed"),
        /** dnf can see its packages. */
        AVAILABLE("available"),
        /** Nothing but its name is known. */
        UNKNOWN("unknown");

        private final String word;

        Source(String word) {
            this.word = word;
        }

        /** The word that JSON uses. */
        public String word() {
            return word;
        }
    }

    public CandidateKernel {
        companions = List.copyOf(companions);
    }

    /** A kernel on disk, of which no package is looked at. */
    public static CandidateKernel installed(KernelRelease release, Symbols provides) {
        return withoutPackages(release, provides, Source.INSTALLED);
    }

    /** A kernel of which nothing but the name is known. */
    public static CandidateKernel unknown(KernelRelease release) {
        return withoutPackages(release, new Symbols(), Source.UNKNOWN);
    }

    private static CandidateKernel withoutPackages(
            KernelRelease release, Symbols provides, Source source) {
        String name = KernelVariant.packageOf(release.variant()).orElse(PACKAGE_OF_UNKNOWN);
        RpmPackage core =
                new RpmPackage(
                        new Nevra(name, release.evr(), release.arch()),
                        "",
                        release.text(),
                        List.of(),
                        new SymbolTable(provides, new Symbols()),
                        SymbolTable.empty());
        return new CandidateKernel(release.text(), core, List.of(), source);
    }

    /**
     * Every kernel among packages, the newest first.
     *
     * <p>A unified image ({@code kernel-uki-virt}) is called like the plain kernel, and that is the
     * one that is taken.
     */
    public static List<CandidateKernel> among(List<RpmPackage> packages) {
        Map<String, CandidateKernel> kernels = new TreeMap<>();
        List<RpmPackage> sorted = new ArrayList<>(packages);
        sorted.sort(RpmPackage.BY_NEVRA);
        for (RpmPackage each : sorted) {
            if (each.isBootableKernel()) {
                kernels.putIfAbsent(each.uname(), available(each, packages));
            }
        }
        List<CandidateKernel> newestFirst = new ArrayList<>(kernels.values());
        newestFirst.sort((a, b) -> b.core.evr().compareTo(a.core.evr()));
        return List.copyOf(newestFirst);
    }

    /** The kernel that somebody named, if it is among packages. */
    public static Optional<CandidateKernel> find(KernelRelease named, List<RpmPackage> packages) {
        RpmPackage found = null;
        for (RpmPackage each : packages) {
            if (each.isBootableKernel() && isCalled(named, each)) {
                return Optional.of(available(each, packages));
            }
            boolean sameName = each.uname().equals(named.text());
            found = found == null && sameName ? each : found;
        }
        return found == null ? Optional.empty() : Optional.of(available(found, packages));
    }

    private static boolean isCalled(KernelRelease named, RpmPackage core) {
        Evr evr = core.evr();
        return evr.version().equals(named.evr().version())
                && evr.release().equals(named.evr().release())
                && core.nevra().arch().equals(named.arch())
                && KernelVariant.of(core.name()).orElse("").equals(named.variant());
    }

    private static CandidateKernel available(RpmPackage core, List<RpmPackage> packages) {
        List<RpmPackage> companions =
                packages.stream()
                        .filter(each -> !each.isBootableKernel() && each.isSameBuildAs(core))
                        .toList();
        return new CandidateKernel(core.uname(), core, companions, Source.AVAILABLE);
    }
}
