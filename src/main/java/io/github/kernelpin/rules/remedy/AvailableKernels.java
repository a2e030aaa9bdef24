package io.github.kernelpin.rules.remedy;

import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.rpm.Evr;
import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.model.transaction.Request;
import io.github.kernelpin.model.transaction.Transaction;
import io.github.kernelpin.model.verdict.Finding;
import io.github.kernelpin.rules.Judge;
import io.github.kernelpin.rules.pair.Comparisons;
import io.github.kernelpin.rules.removal.KernelDrivers;
import io.github.kernelpin.rules.symbol.ComparisonBudget;
import io.github.kernelpin.rules.symbol.Loading;
import io.github.kernelpin.rules.symbol.ModuleLoads;
import io.github.kernelpin.rules.symbol.PackageBuilds;
import io.github.kernelpin.rules.symbol.SymbolComparison;
import io.github.kernelpin.rules.symbol.TooLargeException;
import io.github.kernelpin.rules.symbol.TransactionSymbols;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What could be had in place of refused kernels: the packages that dnf sees, and which fit. */
public final class AvailableKernels {

    /** Older kernels of a minor are of little use, and dnf takes the newest. */
    private static final int TRIED_MAX = 20;

    private final List<Pin> pins;
    private final Request request;
    private final PackageBuilds builds;
    private final Map<String, List<RpmPackage>> byName = new TreeMap<>();
    private final Map<String, Evr> newestInstalled = new TreeMap<>();
    private final SortedMap<Nevra, Boolean> fitting = new TreeMap<>();
    private final ComparisonBudget effort = new ComparisonBudget();
    private final TransactionSymbols symbols;
    private final KernelDrivers drivers;
    private int tried;

    /** Those of a request, with all pins that can refuse. */
    public AvailableKernels(List<Pin> pins, Request request) {
        this.pins = List.copyOf(pins);
        this.request = request;
        this.builds = new PackageBuilds(request.available());
        this.symbols = new TransactionSymbols(request.transaction(), effort);
        this.drivers = new KernelDrivers(request.transaction());
        for (RpmPackage each : request.available()) {
            List<RpmPackage> alike = byName.getOrDefault(each.name(), new ArrayList<>());
            alike.add(each);
            byName.put(each.name(), alike);
        }
        for (List<RpmPackage> alike : byName.values()) {
            alike.sort(Collections.reverseOrder(RpmPackage.BY_NEVRA));
        }
        for (RpmPackage each : request.transaction().before()) {
            // They are in order: the last of a name is the newest.
            newestInstalled.put(each.name(), each.evr());
        }
    }

    Request request() {
        return request;
    }

    /** The available packages of a name, the newest first. */
    List<RpmPackage> named(String name) {
        return byName.getOrDefault(name, List.of());
    }

    /** The available packages that carry a module, the newest first. */
    List<RpmPackage> builds(String packageName) {
        List<RpmPackage> builds = new ArrayList<>();
        for (RpmPackage each : request.available()) {
            if (!packageName.isEmpty() && each.provides(packageName)) {
                builds.add(each);
            }
        }
        builds.sort(Collections.reverseOrder(RpmPackage.BY_NEVRA));
        return builds;
    }

    /** What was built together with a kernel, itself included, if it can be had. */
    List<RpmPackage> with(RpmPackage kernel) {
        return builds.with(kernel);
    }

    /**
     * Whether dnf would pick this package on its own: it must be newer than every installed package
     * of that name.
     */
    boolean isNews(RpmPackage candidate) {
        Evr installed = newestInstalled.get(candidate.name());
        return installed == null || installed.compareTo(candidate.evr()) < 0;
    }

    /**
     * Tells whether this is known to be a kernel, and every pin that is about it allows it, symbols
     * included. To be asked about the newest first: the symbols of many are not compared.
     */
    boolean fits(RpmPackage kernel) {
        Boolean known = fitting.get(kernel.nevra());
        if (known == null) {
            known =
                    kernel.isBootableKernel()
                            && isAllowed(kernel)
                            && tried++ < TRIED_MAX
                            && fitsWith(kernel, with(kernel));
            fitting.put(kernel.nevra(), known);
        }
        return known;
    }

    /**
     * Tells whether this is known to be an installed kernel that every pin that is about it allows,
     * in which its modules load as they are now, and which has drivers if others of its name have.
     */
    boolean fitsAlready(RpmPackage kernel) {
        if (!kernel.isBootableKernel() || !isAllowed(kernel) || lacksDrivers(kernel)) {
            return false;
        }
        try {
            for (Pin pin : pins) {
                if (pin.appliesTo(kernel)
                        && new ModuleLoads(pin, symbols).ofAll(kernel, false) == Loading.FAILS) {
                    return false;
                }
            }
        } catch (TooLargeException e) {
            // What would take too long to find out is not vouched for.
            return false;
        }
        return true;
    }

    private boolean lacksDrivers(RpmPackage kernel) {
        boolean haveOthers = false;
        for (RpmPackage each : request.transaction().before()) {
            haveOthers |= each.name().equals(kernel.name()) && drivers.wereWith(each);
        }
        return haveOthers && !drivers.wereWith(kernel);
    }

    /** Tells whether nothing would be refused if dnf was told to install just these packages. */
    boolean mayBeInstalled(List<RpmPackage> packages) {
        Transaction installation = Installation.of(packages, request.transaction().host());
        try {
            return Judge.judge(pins, installation, request.allowedKernels()).grave().isEmpty();
        } catch (TooLargeException e) {
            // What would take too long to find out is not offered.
            return false;
        }
    }

    /** Tells whether each pin that is about one kernel is about another as well. */
    boolean concernsAllThat(RpmPackage kernel, RpmPackage other) {
        for (Pin pin : pins) {
            if (pin.appliesTo(kernel) && !pin.appliesTo(other)) {
                return false;
            }
        }
        return true;
    }

    /** Tells whether every pin that is about a kernel permits it, whatever loads in it. */
    boolean isAllowed(RpmPackage kernel) {
        for (Pin pin : pins) {
            if (pin.appliesTo(kernel) && !pin.permits(kernel)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Tells whether a build could come in place of another one, where neither that nor anything
     * else that is held comes. Unknown is no reason to say no: what comes is judged.
     */
    boolean fitsInPlaceOf(Nevra replaced, RpmPackage candidate, SortedSet<Nevra> held) {
        Transaction instead = request.transaction().withInPlaceOf(replaced, candidate, held);
        try {
            for (Finding finding : Judge.judge(pins, instead, request.allowedKernels()).grave()) {
                SortedSet<Nevra> blamed = new TreeSet<>(finding.culprits());
                blamed.add(finding.change().rpm().nevra());
                if (blamed.contains(candidate.nevra())) {
                    return false;
                }
            }
        } catch (TooLargeException e) {
            return false;
        }
        return true;
    }

    /** Tells whether every module would load in a kernel if it came with these packages. */
    private boolean fitsWith(RpmPackage kernel, List<RpmPackage> companions) {
        Transaction instead = request.transaction().withKernel(kernel, companions);
        Comparisons comparisons = new Comparisons(instead, effort, List.of());
        try {
            for (Pin pin : pins) {
                for (SymbolComparison comparison : comparisons.of(pin)) {
                    if (comparison.isGrave()) {
                        return false;
                    }
                }
            }
        } catch (TooLargeException e) {
            // What would take too long to find out is not offered.
            return false;
        }
        return true;
    }
}
