package io.github.kernelpin.rules.remedy;

import io.github.kernelpin.model.kernel.KernelVariant;
import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.model.transaction.Transaction;
import io.github.kernelpin.model.verdict.Finding;
import io.github.kernelpin.model.verdict.Severity;
import io.github.kernelpin.model.verdict.Subject;
import io.github.kernelpin.model.verdict.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The newest kernel that every pin allows, in place of a refused one.
 *
 * @param kernel its bootable package; null when dnf sees none
 * @param installed whether it is installed already
 * @param packages what to install to have it as complete as the refused one
 */
public record FittingKernel(@Nullable RpmPackage kernel, boolean installed, List<Nevra> packages) {

    private static final List<String> MAKES =
            List.of(KernelVariant.PLAIN, "uek", "plus", "lt", "ml");

    /** To judge them takes time, and the newest are what anybody wants. */
    private static final int JUDGED_MAX = 3;

    public FittingKernel {
        packages = List.copyOf(packages);
    }

    /** One entry for each variant of which a kernel is refused. */
    public static List<FittingKernel> of(Verdict verdict, AvailableKernels available) {
        List<FittingKernel> fitting = new ArrayList<>();
        Set<String> names = new TreeSet<>();
        for (Finding finding : verdict.having(Severity.REFUSE)) {
            RpmPackage refused = finding.change().rpm();
            boolean comesIn = finding.change().direction() == Subject.Direction.INCOMING;
            if (comesIn && refused.isBootableKernel() && names.add(refused.name())) {
                fitting.add(instead(refused, available));
            }
        }
        return fitting;
    }

    private static FittingKernel instead(RpmPackage refused, AvailableKernels kernels) {
        Transaction transaction = kernels.request().transaction();
        RpmPackage stays = newestFitting(refused, installed(refused, transaction), kernels);
        FittingKernel comes =
                newestToTake(
                        refused,
                        kernels.named(refused.name()),
                        stays,
                        companionNames(refused, transaction),
                        kernels);
        if (comes != null) {
            return comes;
        }
        return stays == null && isPlainOfItsMake(refused)
                ? ofAnotherMake(refused, kernels)
                : new FittingKernel(stays, stays != null, List.of());
    }

    /**
     * The newest kernel that another maker builds, as ELRepo's kernel-lt in place of kernel-ml: one
     * that all pins about the refused one are about.
     */
    private static FittingKernel ofAnotherMake(RpmPackage refused, AvailableKernels kernels) {
        List<RpmPackage> installed =
                ofOtherMakes(refused, kernels.request().transaction().before(), kernels);
        RpmPackage stays = newestFitting(refused, installed, kernels);
        List<RpmPackage> others = ofOtherMakes(refused, kernels.request().available(), kernels);
        FittingKernel comes = newestToTake(refused, others, stays, Set.of(), kernels);
        return comes == null ? new FittingKernel(stays, stays != null, List.of()) : comes;
    }

    /** The newest that is newer than what stays and may come as it would be asked for; or null. */
    private static @Nullable FittingKernel newestToTake(
            RpmPackage refused,
            List<RpmPackage> newestFirst,
            @Nullable RpmPackage stays,
            Set<String> names,
            AvailableKernels kernels) {
        int judged = 0;
        for (RpmPackage candidate : newestFirst) {
            boolean isNewer = stays == null || stays.evr().compareTo(candidate.evr()) < 0;
            if (isNewer
                    && isOfArchitecture(refused, candidate)
                    && kernels.fits(candidate)
                    && judged++ < JUDGED_MAX) {
                List<RpmPackage> packages = toTake(candidate, names, kernels);
                if (!packages.isEmpty()) {
                    return new FittingKernel(candidate, false, withoutParts(packages, candidate));
                }
            }
        }
        return null;
    }

    /**
     * A kernel with the parts that it needs for nothing to be refused: rather as few as there are
     * of the refused one and the installed ones; none where all are not enough.
     */
    private static List<RpmPackage> toTake(
            RpmPackage kernel, Set<String> names, AvailableKernels kernels) {
        String family = RpmPackage.familyOf(kernel.name());
        Set<String> all = new TreeSet<>(names);
        all.add(kernel.name());
        if (names.isEmpty()) {
            all.add(family);
        }
        all.add(family + "-modules");
        all.add(family + "-modules-core");
        if (kernels.mayBeInstalled(named(all, kernel, kernels))) {
            return named(all, kernel, kernels);
        }
        // Some symbols are in packages that nobody has asked for: mostly in this one.
        all.add(family + "-modules-extra");
        if (kernels.mayBeInstalled(named(all, kernel, kernels))) {
            return named(all, kernel, kernels);
        }
        for (RpmPackage each : kernels.with(kernel)) {
            if (each.isPartOf(kernel)) {
                all.add(each.name());
            }
        }
        List<RpmPackage> whole = named(all, kernel, kernels);
        return kernels.mayBeInstalled(whole) ? whole : List.of();
    }

    private static List<RpmPackage> ofOtherMakes(
            RpmPackage refused, List<RpmPackage> packages, AvailableKernels kernels) {
        List<RpmPackage> others = new ArrayList<>();
        for (RpmPackage each : packages) {
            boolean isAnother =
                    each.isBootableKernel()
                            && isPlainOfItsMake(each)
                            && !each.name().equals(refused.name());
            if (isAnother && kernels.concernsAllThat(refused, each)) {
                others.add(each);
            }
        }
        others.sort(Collections.reverseOrder(RpmPackage.BY_VERSION));
        return others;
    }

    /** Tells whether it is what its maker builds for everybody: no debug or realtime kernel. */
    private static boolean isPlainOfItsMake(RpmPackage kernel) {
        return MAKES.contains(KernelVariant.of(kernel.name()).orElse(""));
    }

    /** The installed packages of the same name, the newest first. */
    private static List<RpmPackage> installed(RpmPackage refused, Transaction transaction) {
        List<RpmPackage> alike = new ArrayList<>();
        for (RpmPackage each : transaction.before()) {
            if (each.name().equals(refused.name())) {
                alike.add(each);
            }
        }
        alike.sort(Collections.reverseOrder(RpmPackage.BY_NEVRA));
        return alike;
    }

    private static @Nullable RpmPackage newestFitting(
            RpmPackage refused, List<RpmPackage> newestFirst, AvailableKernels kernels) {
        for (RpmPackage candidate : newestFirst) {
            if (isOfArchitecture(refused, candidate) && kernels.fitsAlready(candidate)) {
                return candidate;
            }
        }
        return null;
    }

    private static boolean isOfArchitecture(RpmPackage refused, RpmPackage candidate) {
        return candidate.nevra().arch().equals(refused.nevra().arch());
    }

    /** What came with the refused kernel, and the parts that installed kernels of its name have. */
    private static Set<String> companionNames(RpmPackage refused, Transaction transaction) {
        String family = RpmPackage.familyOf(refused.name());
        Set<String> names = new TreeSet<>();
        names.add(refused.name());
        for (RpmPackage arriving : transaction.incoming()) {
            boolean sameFamily =
                    arriving.name().equals(family) || arriving.name().startsWith(family + "-");
            if (sameFamily && arriving.isSameBuildAs(refused)) {
                names.add(arriving.name());
            }
        }
        for (RpmPackage kernel : installed(refused, transaction)) {
            for (RpmPackage each : transaction.before()) {
                if (each.name().startsWith(family + "-") && each.isPartOf(kernel)) {
                    names.add(each.name());
                }
            }
        }
        return names;
    }

    private static List<RpmPackage> named(
            Set<String> names, RpmPackage kernel, AvailableKernels kernels) {
        List<RpmPackage> named = new ArrayList<>();
        for (RpmPackage candidate : kernels.with(kernel)) {
            if (names.contains(candidate.name())) {
                named.add(candidate);
            }
        }
        return named;
    }

    /** The metapackage stands for its own. */
    static List<Nevra> withoutParts(List<RpmPackage> packages, RpmPackage kernel) {
        Set<Nevra> all = new TreeSet<>();
        for (RpmPackage each : packages) {
            all.add(each.nevra());
        }
        String family = RpmPackage.familyOf(kernel.name());
        if (all.contains(new Nevra(family, kernel.evr(), kernel.nevra().arch()))) {
            for (String part : new String[] {"-core", "-modules", "-modules-core"}) {
                all.remove(new Nevra(family + part, kernel.evr(), kernel.nevra().arch()));
            }
        }
        return new ArrayList<>(all);
    }
}
