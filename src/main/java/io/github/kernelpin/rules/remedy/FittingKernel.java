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
        RpmPackage installed = newestLike(refused, installed(refused, transaction), kernels);
        RpmPackage available = newestLike(refused, kernels.named(refused.name()), kernels);
        if (installed == null && available == null && isPlainOfItsMake(refused)) {
            return ofAnotherMake(refused, kernels);
        }
        if (available == null
                || (installed != null && installed.evr().compareTo(available.evr()) >= 0)) {
            return new FittingKernel(installed, installed != null, List.of());
        }
        Set<String> names = companionNames(refused, transaction);
        if (!kernels.fitsWith(available, named(names, available, kernels))) {
            // Some symbols are in the one package that nobody has asked for.
            names.add(RpmPackage.familyOf(refused.name()) + "-modules-extra");
        }
        return new FittingKernel(
                available, false, withoutParts(named(names, available, kernels), available));
    }

    /**
     * The newest kernel that another maker builds, as ELRepo's kernel-lt in place of kernel-ml: one
     * that all pins about the refused one are about.
     */
    private static FittingKernel ofAnotherMake(RpmPackage refused, AvailableKernels kernels) {
        List<RpmPackage> installed =
                ofOtherMakes(refused, kernels.request().transaction().before(), kernels);
        RpmPackage stays = newestLike(refused, installed, kernels);
        RpmPackage comes =
                newestLike(
                        refused,
                        ofOtherMakes(refused, kernels.request().available(), kernels),
                        kernels);
        if (comes == null || (stays != null && stays.evr().compareTo(comes.evr()) >= 0)) {
            return new FittingKernel(stays, stays != null, List.of());
        }
        String family = RpmPackage.familyOf(comes.name());
        Set<String> names = new TreeSet<>();
        for (String part : new String[] {"", "-modules", "-modules-core"}) {
            names.add(family + part);
        }
        names.add(comes.name());
        return new FittingKernel(comes, false, withoutParts(named(names, comes, kernels), comes));
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

    private static @Nullable RpmPackage newestLike(
            RpmPackage refused, List<RpmPackage> newestFirst, AvailableKernels kernels) {
        for (RpmPackage candidate : newestFirst) {
            boolean sameArch = candidate.nevra().arch().equals(refused.nevra().arch());
            if (sameArch && kernels.fits(candidate)) {
                return candidate;
            }
        }
        return null;
    }

    /** The packages that came with the refused kernel, and its drivers. */
    private static Set<String> companionNames(RpmPackage refused, Transaction transaction) {
        String family = RpmPackage.familyOf(refused.name());
        Set<String> names = new TreeSet<>();
        names.add(refused.name());
        names.add(family + "-modules");
        names.add(family + "-modules-core");
        for (RpmPackage arriving : transaction.incoming()) {
            boolean sameFamily =
                    arriving.name().equals(family) || arriving.name().startsWith(family + "-");
            if (sameFamily && arriving.isSameBuildAs(refused)) {
                names.add(arriving.name());
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
