package io.github.kernelpin.cases.file;

import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.rpm.Comparison;
import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.model.rpm.VersionConstraint;
import io.github.kernelpin.model.symbol.Symbols;
import io.github.kernelpin.model.transaction.Request;
import io.github.kernelpin.model.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Which incoming packages need which others, as dnf's plugin would tell: found in what packages are
 * written to provide and require.
 *
 * <p>What nothing provides is left aside, as nobody writes down all of a system.
 */
final class WrittenDependencies {

    private final Transaction transaction;
    private final PackageNotation notation;
    private final List<Request.Dependency> found = new ArrayList<>();

    private WrittenDependencies(Transaction transaction, PackageNotation notation) {
        this.transaction = transaction;
        this.notation = notation;
    }

    static List<Request.Dependency> of(Transaction transaction, PackageNotation notation) {
        WrittenDependencies dependencies = new WrittenDependencies(transaction, notation);
        for (RpmPackage each : transaction.incoming()) {
            dependencies.addThoseOf(each);
        }
        return List.copyOf(dependencies.found);
    }

    private void addThoseOf(RpmPackage dependent) {
        for (RpmPackage.Capability required : notation.required(dependent)) {
            add(dependent, each -> provides(each, required));
        }
        addSymbols(dependent, dependent.requiredSymbols().kernel(), true);
        addSymbols(dependent, dependent.requiredSymbols().ksym(), false);
    }

    private void addSymbols(RpmPackage dependent, Symbols required, boolean isKernel) {
        for (int i = 0; i < required.size(); i++) {
            String name = required.name(i);
            long crc = required.crc(i);
            add(
                    dependent,
                    each ->
                            (isKernel
                                            ? each.providedSymbols().kernel()
                                            : each.providedSymbols().ksym())
                                    .has(name, crc));
        }
    }

    private void add(RpmPackage dependent, Predicate<RpmPackage> isProvider) {
        List<Nevra> anyOf = new ArrayList<>();
        for (RpmPackage each : transaction.after()) {
            if (isProvider.test(each)) {
                anyOf.add(each.nevra());
            }
        }
        if (!anyOf.isEmpty() && !anyOf.contains(dependent.nevra())) {
            found.add(new Request.Dependency(dependent.nevra(), anyOf));
        }
    }

    private boolean provides(RpmPackage provider, RpmPackage.Capability required) {
        VersionConstraint own = new VersionConstraint(Comparison.EQUAL, provider.evr());
        if (provider.name().equals(required.name()) && overlap(own, required)) {
            return true;
        }
        for (RpmPackage.Capability each : notation.provided(provider)) {
            VersionConstraint version = each.version();
            if (each.name().equals(required.name())
                    && (version == null || overlap(version, required))) {
                return true;
            }
        }
        return false;
    }

    private static boolean overlap(VersionConstraint version, RpmPackage.Capability required) {
        VersionConstraint wanted = required.version();
        return wanted == null || version.overlaps(wanted);
    }
}
