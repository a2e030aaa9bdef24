package io.github.kernelpin.report;

import io.github.kernelpin.model.DnfCommand;
import io.github.kernelpin.model.Evr;
import io.github.kernelpin.model.Nevra;
import io.github.kernelpin.model.Request;
import io.github.kernelpin.model.RpmPackage;
import io.github.kernelpin.rules.FittingKernel;
import io.github.kernelpin.rules.LeaveOut;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns remedies into dnf commands that repeat the options of the refused one. */
final class DnfCommands {

    /** The commands that still make sense with packages excluded. */
    private static final Set<String> EXCLUDABLE =
            Set.of("upgrade", "upgrade-minimal", "install", "distro-sync");

    private final Request request;

    DnfCommands(Request request) {
        this.request = request;
    }

    /** The refused command without the packages to leave out; null if there is no such command. */
    @Nullable List<String> withoutPackages(LeaveOut leaveOut) {
        DnfCommand refused = request.command();
        boolean byApi = refused.arguments().isEmpty();
        if (leaveOut.packages().isEmpty() || !(byApi || EXCLUDABLE.contains(refused.command()))) {
            return null;
        }
        List<String> specs = new ArrayList<>();
        Set<Nevra> files = leaveOut.fromCommandLine(request);
        for (String spec : refused.specs()) {
            if (!names(spec, leaveOut.packages(), files)) {
                specs.add(spec);
            }
        }
        if (!files.isEmpty() || (specs.isEmpty() && !refused.specs().isEmpty())) {
            return null;
        }
        List<String> words = start(byApi ? "upgrade" : refused.verb());
        words.addAll(specs);
        for (String exclude : leaveOut.excludes()) {
            words.add("--exclude=" + exclude);
        }
        return words;
    }

    /** Installs the kernels that fit instead. */
    List<String> install(FittingKernel fitting) {
        List<String> words = start("install");
        for (Nevra each : fitting.packages()) {
            words.add(each.withoutArch());
        }
        return words;
    }

    /** The refused command with room for all kernels. */
    List<String> withLimit(int installonlyLimit) {
        List<String> words =
                start(
                        request.command().arguments().isEmpty()
                                ? "upgrade"
                                : request.command().verb());
        words.addAll(request.command().specs());
        words.add("--setopt=installonly_limit=" + installonlyLimit);
        return words;
    }

    /** "dnf", the verb, and the options of the refused command. */
    private List<String> start(String verb) {
        List<String> words = new ArrayList<>();
        words.add("dnf");
        words.add(verb);
        DnfCommand refused = request.command();
        List<String> toDrop = new ArrayList<>(refused.specs());
        toDrop.add(refused.verb());
        for (String argument : refused.arguments()) {
            // After "--" dnf would take the excludes for packages.
            if (!toDrop.remove(argument) && !argument.equals("--")) {
                words.add(argument);
            }
        }
        return words;
    }

    /** Tells whether a word of the command line means exactly one of the packages to leave out. */
    private boolean names(String spec, Set<Nevra> leftOut, Set<Nevra> files) {
        String file = spec.substring(spec.lastIndexOf('/') + 1);
        for (Nevra each : leftOut) {
            String rpmFile = new Nevra(each.name(), withoutEpoch(each), each.arch()) + ".rpm";
            if (file.equals(rpmFile)) {
                files.remove(each);
                return true;
            }
            if (spec.equals(each.toString()) || spec.equals(each.withoutArch())) {
                return true;
            }
            boolean byName =
                    spec.equals(each.name()) || spec.equals(each.name() + "." + each.arch());
            if (byName && !hasOther(each)) {
                return true;
            }
        }
        return false;
    }

    private static Evr withoutEpoch(Nevra nevra) {
        return new Evr(0, nevra.evr().version(), nevra.evr().release());
    }

    /** Tells whether dnf finds another package of that name once this one is excluded. */
    private boolean hasOther(Nevra leftOut) {
        for (RpmPackage installed : request.transaction().before()) {
            if (installed.name().equals(leftOut.name())) {
                return true;
            }
        }
        return false;
    }
}
