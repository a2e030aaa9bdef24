package io.github.kernelpin.rules.remedy;

import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.model.transaction.HostState;
import io.github.kernelpin.model.transaction.PackageChange;
import io.github.kernelpin.model.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What dnf does when it is told to install some packages and nothing else: a package takes the
 * place of the installed one of its name, unless several of that name stay side by side; of those,
 * the oldest leave if they get more than {@code installonly_limit}, and never the running kernel
 * (libdnf's {@code Goal::Impl::limitInstallonlyPackages}).
 */
final class Installation {

    /** Such packages are installed beside one another (dnf's default of installonlypkgs). */
    private static final List<String> SIDE_BY_SIDE =
            List.of(
                    "installonlypkg(kernel)",
                    "installonlypkg(kernel-module)",
                    "installonlypkg(vm)",
                    "multiversion(kernel)");

    private final HostState host;
    private final SortedMap<Nevra, RpmPackage> leaving = new TreeMap<>();
    private final List<PackageChange> changes = new ArrayList<>();

    private Installation(HostState host) {
        this.host = host;
    }

    /** The transaction on a host. */
    static Transaction of(List<RpmPackage> packages, HostState host) {
        SortedMap<Nevra, RpmPackage> arriving = new TreeMap<>();
        for (RpmPackage each : packages) {
            arriving.put(each.nevra(), each);
        }
        for (RpmPackage installed : host.installed()) {
            arriving.remove(installed.nevra());
        }
        Installation installation = new Installation(host);
        SortedSet<String> multiplied = new TreeSet<>();
        for (RpmPackage each : arriving.values()) {
            if (isSideBySide(each)) {
                installation.add(each, PackageChange.Action.INSTALL, List.of());
                multiplied.add(each.name());
            } else {
                installation.replaceWith(each);
            }
        }
        for (String name : multiplied) {
            installation.keepToLimit(name);
        }
        for (RpmPackage each : installation.leaving.values()) {
            installation.add(each, PackageChange.Action.REMOVE, List.of());
        }
        return new Transaction(host, installation.changes);
    }

    private static boolean isSideBySide(RpmPackage candidate) {
        for (String each : SIDE_BY_SIDE) {
            if (candidate.provides(each)) {
                return true;
            }
        }
        return candidate.isOfKernel();
    }

    private void add(RpmPackage subject, PackageChange.Action action, List<Nevra> replaced) {
        changes.add(new PackageChange(action, subject, replaced));
    }

    private void replaceWith(RpmPackage arriving) {
        List<Nevra> replaced = new ArrayList<>();
        boolean isOlder = false;
        for (RpmPackage installed : alike(arriving.name())) {
            if (installed.nevra().arch().equals(arriving.nevra().arch())) {
                isOlder |= installed.evr().compareTo(arriving.evr()) > 0;
                replaced.add(installed.nevra());
                add(
                        installed,
                        isOlder ? PackageChange.Action.DOWNGRADED : PackageChange.Action.UPGRADED,
                        List.of());
            }
        }
        PackageChange.Action replacing =
                isOlder ? PackageChange.Action.DOWNGRADE : PackageChange.Action.UPGRADE;
        add(arriving, replaced.isEmpty() ? PackageChange.Action.INSTALL : replacing, replaced);
    }

    /** The installed packages of a name, the oldest first. */
    private List<RpmPackage> alike(String name) {
        List<RpmPackage> alike = new ArrayList<>();
        for (RpmPackage each : host.installed()) {
            if (each.name().equals(name)) {
                alike.add(each);
            }
        }
        return alike;
    }

    private void keepToLimit(String name) {
        List<RpmPackage> installed = alike(name);
        int surplus = installed.size() - host.installonlyLimit();
        for (PackageChange change : changes) {
            surplus += change.subject().name().equals(name) ? 1 : 0;
        }
        for (RpmPackage each : installed) {
            if (host.installonlyLimit() > 0 && surplus > 0 && !belongsToRunning(each)) {
                leaving.put(each.nevra(), each);
                addPartsOf(each);
                surplus--;
            }
        }
    }

    private boolean belongsToRunning(RpmPackage candidate) {
        for (RpmPackage kernel : host.installed()) {
            if (host.runs(kernel)
                    && (kernel.isSameBuildAs(candidate) || candidate.isPartOf(kernel))) {
                return true;
            }
        }
        return false;
    }

    private void addPartsOf(RpmPackage kernel) {
        for (RpmPackage each : host.installed()) {
            if (kernel.isBootableKernel() && each.isPartOf(kernel)) {
                leaving.put(each.nevra(), each);
            }
        }
    }
}
