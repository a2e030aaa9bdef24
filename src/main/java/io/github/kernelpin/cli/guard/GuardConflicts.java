package io.github.kernelpin.cli.guard;

import io.github.kernelpin.cli.console.Failure;
import io.github.kernelpin.guard.Guard;
import io.github.kernelpin.guard.HostObstacles;
import io.github.kernelpin.host.file.InstallRoot;
import io.github.kernelpin.host.process.ProcessRunner;
import io.github.kernelpin.host.rpm.RpmQuery;
import io.github.kernelpin.model.kernel.KernelVariant;
import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.model.symbol.SymbolTable;
import io.github.kernelpin.report.text.SafeText;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A host that guards are to be installed on. */
public final class GuardConflicts {

    /** What kernels in one package provide that do not say what uname calls them. */
    private static final String WHOLE = "kernel";

    private final RpmQuery rpm;

    public GuardConflicts(InstallRoot root, ProcessRunner processes) {
        this.rpm = new RpmQuery(root, processes);
    }

    /** Tells whether something is installed that has to leave before a guard can come; and what. */
    public boolean isInTheWay(List<Guard> guards, PrintWriter err) throws IOException {
        List<RpmPackage> installed = installed(guards);
        List<String> lines = new ArrayList<>();
        for (Guard guard : guards) {
            for (String obstacle : HostObstacles.of(guard, installed)) {
                lines.add("  " + guard.packageName() + ": " + obstacle);
            }
        }
        if (lines.isEmpty()) {
            return false;
        }
        Failure.say(err, "built nothing, as guards conflict with what is installed");
        for (String line : lines) {
            err.println(SafeText.printable(line));
        }
        err.println("  Remove it first, or say --no-host-check if they are for other hosts.");
        return true;
    }

    private List<RpmPackage> installed(List<Guard> guards) throws IOException {
        Set<Nevra> kernels = new TreeSet<>(rpm.providersOf(WHOLE));
        for (String capability : KernelVariant.UNAMES) {
            kernels.addAll(rpm.providersOf(capability));
        }
        Set<String> names = new TreeSet<>();
        for (Guard guard : guards) {
            names.addAll(guard.modulePackages());
        }
        Set<RpmPackage> modules = new TreeSet<>(RpmPackage.BY_NEVRA);
        for (String name : names) {
            modules.addAll(rpm.packagesProviding(name));
        }
        List<RpmPackage> installed = new ArrayList<>();
        for (Nevra kernel : kernels) {
            installed.add(kernel(kernel));
        }
        installed.addAll(modules);
        return installed;
    }

    private static RpmPackage kernel(Nevra nevra) {
        String uname = nevra.evr() + "." + nevra.arch();
        return RpmPackage.of(nevra, "", uname, List.of(), SymbolTable.empty(), SymbolTable.empty());
    }
}
