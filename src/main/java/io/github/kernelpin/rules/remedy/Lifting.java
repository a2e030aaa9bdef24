package io.github.kernelpin.rules.remedy;

import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.model.transaction.Request;
import io.github.kernelpin.model.transaction.Transaction;
import io.github.kernelpin.model.verdict.Finding;
import io.github.kernelpin.model.verdict.Remedy;
import io.github.kernelpin.model.verdict.Severity;
import io.github.kernelpin.model.verdict.SourceLocation;
import io.github.kernelpin.model.verdict.Verdict;
import io.github.kernelpin.rules.pair.NextBoot;
import io.github.kernelpin.rules.removal.KernelDrivers;
import io.github.kernelpin.rules.symbol.ComparisonBudget;
import io.github.kernelpin.rules.symbol.Loading;
import io.github.kernelpin.rules.symbol.ModuleLoads;
import io.github.kernelpin.rules.symbol.SymbolComparison;
import io.github.kernelpin.rules.symbol.TooLargeException;
import io.github.kernelpin.rules.symbol.TransactionSymbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which pins stand in the way of a request, and what the host would boot next if they did not, with
 * which of their modules and without which.
 */
final class Lifting {

    private final Request request;
    private final SortedMap<SourceLocation, Pin> refusing = new TreeMap<>();
    private final SortedSet<Nevra> next = new TreeSet<>();
    private final Map<String, Loading> modules = new TreeMap<>();
    private boolean hadKernels;
    private boolean isWithoutDrivers;

    private Lifting(Request request) {
        this.request = request;
    }

    /** All the pins that refuse something: without one of them, the others still would. */
    static Remedy.LiftPins of(Verdict verdict, List<Pin> pins, Request request) {
        Lifting lifting = new Lifting(request);
        Set<String> ids = new TreeSet<>();
        for (Finding finding : verdict.having(Severity.REFUSE)) {
            ids.add(finding.pin());
        }
        Map<String, Integer> inFile = new TreeMap<>();
        for (Pin pin : pins) {
            String file = pin.location().file();
            inFile.put(file, inFile.getOrDefault(file, 0) + 1);
            if (ids.contains(pin.id())) {
                lifting.refusing.put(pin.location(), pin);
            }
        }
        List<Remedy.LiftPins.Lifted> lifted = new ArrayList<>();
        for (Pin pin : lifting.refusing.values()) {
            boolean isAlone = inFile.getOrDefault(pin.location().file(), 0) == 1;
            lifted.add(new Remedy.LiftPins.Lifted(pin.id(), pin.location(), isAlone));
        }
        return new Remedy.LiftPins(lifted, lifting.price());
    }

    private Remedy.LiftPins.@Nullable Price price() {
        try {
            TransactionSymbols symbols =
                    new TransactionSymbols(request.transaction(), new ComparisonBudget());
            for (Pin pin : refusing.values()) {
                add(pin, new ModuleLoads(pin, symbols));
            }
        } catch (TooLargeException e) {
            // What would take too long to find out is not told.
            return null;
        }
        return next.isEmpty() && !hadKernels
                ? null
                : new Remedy.LiftPins.Price(
                        new ArrayList<>(next),
                        isWithoutDrivers,
                        having(Loading.LOADS),
                        having(Loading.FAILS),
                        having(Loading.UNKNOWN));
    }

    private List<String> having(Loading loading) {
        List<String> names = new ArrayList<>();
        for (Map.Entry<String, Loading> each : modules.entrySet()) {
            if (each.getValue() == loading) {
                names.add(each.getKey());
            }
        }
        return names;
    }

    private void add(Pin pin, ModuleLoads loads) {
        Transaction transaction = request.transaction();
        hadKernels |= !concerned(pin, transaction.before()).isEmpty();
        NextBoot nextBoot = new NextBoot(transaction);
        List<RpmPackage> left = concerned(pin, transaction.after());
        for (RpmPackage kernel : nextBoot.after(left.isEmpty() ? kernelsAfter() : left)) {
            next.add(kernel.nevra());
            isWithoutDrivers |= new KernelDrivers(transaction).lostBy(kernel) != null;
            for (Pin.PinnedModule module : pin.modules()) {
                Loading one = loading(module, kernel, loads);
                modules.put(
                        module.name(), one.and(modules.getOrDefault(module.name(), Loading.LOADS)));
            }
        }
    }

    /** All of them: where none of the pin's variants is left, one of another variant boots. */
    private List<RpmPackage> kernelsAfter() {
        List<RpmPackage> kernels = new ArrayList<>();
        for (RpmPackage each : request.transaction().after()) {
            if (each.isBootableKernel()) {
                kernels.add(each);
            }
        }
        return kernels;
    }

    private static List<RpmPackage> concerned(Pin pin, List<RpmPackage> packages) {
        List<RpmPackage> concerned = new ArrayList<>();
        for (RpmPackage each : packages) {
            if (pin.appliesTo(each)) {
                concerned.add(each);
            }
        }
        return concerned;
    }

    private Loading loading(Pin.PinnedModule module, RpmPackage kernel, ModuleLoads loads) {
        if (!module.isReadFromFiles() && !isThere(module, request.transaction())) {
            return Loading.FAILS;
        }
        Loading loading = loads.of(module, kernel, true);
        if (loading != Loading.LOADS && !isKnownToFail(loads.comparisons(module, kernel, true))) {
            return Loading.UNKNOWN;
        }
        return loads.comparisons(module, kernel, true).isEmpty() ? Loading.UNKNOWN : loading;
    }

    /** Under strict, what is unknown counts as a failure, and still is none. */
    private static boolean isKnownToFail(List<SymbolComparison> comparisons) {
        for (SymbolComparison each : comparisons) {
            if (each.loading() == Loading.FAILS) {
                return true;
            }
        }
        return false;
    }

    private static boolean isThere(Pin.PinnedModule module, Transaction transaction) {
        for (RpmPackage each : transaction.after()) {
            if (each.provides(module.packageName())) {
                return true;
            }
        }
        return false;
    }
}
