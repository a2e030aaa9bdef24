package io.github.kernelpin.model.transaction;

import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.rpm.Nevra;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is installed, what dnf is about to change, and what will be installed then.
 *
 * <p>Only kernels, modules and packages that pins name are known before and after; of the other
 * packages there is just their change.
 */
public final class Transaction {

    private final HostState host;
    private final List<PackageChange> changes;
    private final List<RpmPackage> incoming;
    private final List<RpmPackage> outgoing;
    private final List<RpmPackage> staying;
    private final List<RpmPackage> after;
    private final SortedSet<Nevra> kept = new TreeSet<>();
    private final SortedMap<Nevra, List<RpmPackage>> replacedBy = new TreeMap<>();

    public Transaction(HostState host, List<PackageChange> changes) {
        this.host = host;
        this.changes = List.copyOf(changes);
        // Sorted, so that nothing depends on the order in which dnf lists the changes.
        SortedMap<Nevra, RpmPackage> installed = byNevra(host.installed());
        SortedMap<Nevra, RpmPackage> arriving = new TreeMap<>();
        for (PackageChange change : changes) {
            if (change.action().isIncoming()) {
                arriving.put(change.subject().nevra(), change.subject());
            }
            for (Nevra replaced : change.replaces()) {
                List<RpmPackage> others = replacedBy.getOrDefault(replaced, new ArrayList<>());
                others.add(change.subject());
                replacedBy.put(replaced, others);
            }
        }
        SortedMap<Nevra, RpmPackage> leaving = new TreeMap<>();
        for (PackageChange change : changes) {
            Nevra nevra = change.subject().nevra();
            if (!change.action().isIncoming() && !arriving.containsKey(nevra)) {
                leaving.put(nevra, installed.getOrDefault(nevra, change.subject()));
            }
        }
        List<RpmPackage> arrivals = new ArrayList<>();
        SortedSet<Nevra> changed = new TreeSet<>();
        for (RpmPackage each : arriving.values()) {
            RpmPackage same = installed.get(each.nevra());
            // dnf may know less of a package that it has not downloaded: that is no change.
            boolean isKnown = each.isOfKernel() || each.isModule();
            if (same == null || (isKnown && !each.hasContentOf(same))) {
                arrivals.add(each);
                changed.add(each.nevra());
            }
        }
        List<RpmPackage> stay = new ArrayList<>();
        for (RpmPackage each : host.installed()) {
            if (!leaving.containsKey(each.nevra()) && !changed.contains(each.nevra())) {
                stay.add(each);
                kept.add(each.nevra());
            }
        }
        incoming = List.copyOf(arrivals);
        outgoing = List.copyOf(leaving.values());
        staying = List.copyOf(stay);
        stay.addAll(arrivals);
        after = List.copyOf(stay);
    }

    private static SortedMap<Nevra, RpmPackage> byNevra(List<RpmPackage> packages) {
        SortedMap<Nevra, RpmPackage> byNevra = new TreeMap<>();
        for (RpmPackage each : packages) {
            byNevra.put(each.nevra(), each);
        }
        return byNevra;
    }

    public HostState host() {
        return host;
    }

    /** Every item of dnf's transaction, in the order of the request. */
    public List<PackageChange> changes() {
        return changes;
    }

    /** The changes of kernels, their parts, and modules. */
    public List<PackageChange> changesOfKernelsAndModules() {
        SortedMap<Nevra, RpmPackage> installed = byNevra(host.installed());
        List<PackageChange> concerned = new ArrayList<>();
        for (PackageChange change : changes) {
            RpmPackage named = change.subject();
            RpmPackage subject = installed.getOrDefault(named.nevra(), named);
            if (subject.isOfKernel() || subject.isModule()) {
                concerned.add(change);
            }
        }
        return concerned;
    }

    /**
     * What gets installed and is not there yet. A reinstall counts if the package is another one in
     * spite of its name: a kernel-x that does not boot now and will.
     */
    public List<RpmPackage> incoming() {
        return incoming;
    }

    /** What is there and will be gone. */
    public List<RpmPackage> outgoing() {
        return outgoing;
    }

    /** What is there and stays. */
    public List<RpmPackage> staying() {
        return staying;
    }

    /** Tells whether a package that is installed now will still be. */
    public boolean keeps(RpmPackage installed) {
        return kept.contains(installed.nevra());
    }

    public List<RpmPackage> before() {
        return host.installed();
    }

    public List<RpmPackage> after() {
        return after;
    }

    /** The packages that take the place of an outgoing one. */
    public List<RpmPackage> replacementsOf(RpmPackage outgoingPackage) {
        List<RpmPackage> replacements =
                new ArrayList<>(replacedBy.getOrDefault(outgoingPackage.nevra(), List.of()));
        replacements.sort(RpmPackage.BY_NEVRA);
        return List.copyOf(replacements);
    }

    /** The same without some incoming packages, one of which another build takes the place of. */
    public Transaction withInPlaceOf(
            Nevra replaced, RpmPackage candidate, SortedSet<Nevra> without) {
        List<PackageChange> kept = new ArrayList<>();
        for (PackageChange change : without(without).changes()) {
            kept.add(change);
        }
        for (PackageChange change : changes) {
            if (change.action().isIncoming() && change.subject().nevra().compareTo(replaced) == 0) {
                kept.add(new PackageChange(change.action(), candidate, change.replaces()));
                kept.addAll(departures(change.replaces()));
            }
        }
        return new Transaction(host, kept);
    }

    /** The same without some incoming packages, and without the departure of what they replace. */
    public Transaction without(SortedSet<Nevra> packages) {
        SortedSet<Nevra> stay = new TreeSet<>();
        SortedSet<Nevra> leave = new TreeSet<>();
        for (PackageChange change : changes) {
            if (change.action().isIncoming()) {
                boolean isLeftOut = packages.contains(change.subject().nevra());
                (isLeftOut ? stay : leave).addAll(change.replaces());
            }
        }
        stay.removeAll(leave);
        List<PackageChange> kept = new ArrayList<>();
        for (PackageChange change : changes) {
            SortedSet<Nevra> dropped = change.action().isIncoming() ? packages : stay;
            if (!dropped.contains(change.subject().nevra())) {
                kept.add(change);
            }
        }
        return new Transaction(host, kept);
    }

    private List<PackageChange> departures(List<Nevra> replaced) {
        SortedSet<Nevra> packages = new TreeSet<>(replaced);
        List<PackageChange> departures = new ArrayList<>();
        for (PackageChange change : changes) {
            if (!change.action().isIncoming() && packages.contains(change.subject().nevra())) {
                departures.add(change);
            }
        }
        return departures;
    }

    /** The installation of one available kernel, with its companions, and of nothing else. */
    public Transaction withKernel(RpmPackage kernel, List<RpmPackage> available) {
        List<PackageChange> install = new ArrayList<>();
        for (RpmPackage each : available) {
            boolean otherKernel = each.isBootableKernel() && !each.name().equals(kernel.name());
            if (each.isSameBuildAs(kernel) && !otherKernel) {
                install.add(new PackageChange(PackageChange.Action.INSTALL, each, List.of()));
            }
        }
        return new Transaction(host, install);
    }
}
