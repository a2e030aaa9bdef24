package io.github.kernelpin.model.transaction;

import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.pin.Allowances;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.rpm.Nevra;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the plugin asks: may this transaction go ahead?
 *
 * @param id what the verdict has to repeat
 * @param root the root directory that dnf installs into; {@code /} for the host itself
 * @param pinsDirectory where the pin files are, as a path on this host
 * @param available the kernels that dnf can see, and their companions
 * @param dependencies what incoming packages need from the kernels and modules of the transaction
 * @param allowances the kernels that the operator allows by name against the pins
 * @param hasModuleFiles whether the files of modules have been looked for
 * @param canSolveAgain whether the front end can try what dnf would do without some packages
 * @param rest what came of that trial; null before it
 * @param canHold whether it can do the rest instead
 * @param keptOutSince the first day on which a package was kept out, by its NEVRA
 * @param action what pins do that do not say so
 */
public record Request(
        String id,
        String root,
        String pinsDirectory,
        DnfCommand command,
        Transaction transaction,
        List<RpmPackage> available,
        List<Dependency> dependencies,
        Allowances allowances,
        boolean hasModuleFiles,
        boolean canSolveAgain,
        @Nullable Rest rest,
        boolean canHold,
        Map<String, String> keptOutSince,
        Pin.Action action) {

    /** The id of dnf's repository for the files that are named on the command line. */
    public static final String COMMAND_LINE = "@commandline";

    /** An incoming package needs one of these packages, all of which will be installed. */
    public record Dependency(Nevra dependent, List<Nevra> anyOf) {

        public Dependency {
            anyOf = List.copyOf(anyOf);
        }
    }

    public Request {
        available = List.copyOf(available);
        dependencies = List.copyOf(dependencies);
        keptOutSince = Collections.unmodifiableMap(new TreeMap<>(keptOutSince));
    }

    /** A request of a front end that cannot solve again. */
    public Request(
            String id,
            String root,
            String pinsDirectory,
            DnfCommand command,
            Transaction transaction,
            List<RpmPackage> available,
            List<Dependency> dependencies,
            Allowances allowances,
            boolean hasModuleFiles) {
        this(
                id,
                root,
                pinsDirectory,
                command,
                transaction,
                available,
                dependencies,
                allowances,
                hasModuleFiles,
                false,
                null,
                false,
                Map.of(),
                Pin.Action.REFUSE);
    }

    /** The kernels that are allowed on the day of the request. */
    public List<String> allowedKernels() {
        return allowances.kernels();
    }

    /** The same request on a certain day, unless it has one already. */
    public Request asOf(String today) {
        return with(allowances.asOf(today), canSolveAgain, rest, canHold);
    }

    /** The same request of a front end that can solve again, and do the rest. */
    public Request holdable() {
        return with(allowances, true, rest, true);
    }

    /** The same request with what came of a trial. */
    public Request with(Rest tried) {
        return with(allowances, canSolveAgain, tried, canHold);
    }

    private Request with(
            Allowances allowing, boolean solvesAgain, @Nullable Rest tried, boolean holds) {
        return new Request(
                id,
                root,
                pinsDirectory,
                command,
                transaction,
                available,
                dependencies,
                allowing,
                hasModuleFiles,
                solvesAgain,
                tried,
                holds,
                keptOutSince,
                action);
    }
}
