package io.github.kernelpin.report.refusal;

import io.github.kernelpin.model.rpm.Evr;
import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.model.transaction.DnfCommand;
import io.github.kernelpin.model.transaction.Request;
import io.github.kernelpin.model.verdict.Remedy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Turns remedies into dnf commands that repeat the options of the refused one. */
final class DnfCommands {

    /** The commands that still make sense with packages excluded. */
    private static final Set<String> EXCLUDABLE =
            Set.of("upgrade", "upgrade-minimal", "install", "distro-sync", "group");

    /** Options that choose among updates, or let dnf remove more than it was asked for. */
    private static final String[] NOT_FOR_INSTALL = {
        "--security", "--bugfix", "--enhancement", "--newpackage", "--allowerasing", "--skip-broken"
    };

    /** Likewise, with a value that may be the next word. */
    private static final String[] NOT_FOR_INSTALL_WITH_VALUE = {
        "--advisory",
        "--advisories",
        "--bz",
        "--bzs",
        "--cve",
        "--cves",
        "--sec-severity",
        "--secseverity"
    };

    private final Request request;

    DnfCommands(Request request) {
        this.request = request;
    }

    /** Tells whether there is a command line to repeat: Ansible and others use dnf without one. */
    boolean areKnown() {
        return !request.command().arguments().isEmpty();
    }

    /** The refused command without the packages to leave out; null if there is no such command. */
    @Nullable List<String> withoutPackages(Remedy.InstallRest rest) {
        DnfCommand refused = request.command();
        if (rest.leftOut().isEmpty() || !EXCLUDABLE.contains(refused.command())) {
            return null;
        }
        List<String> specs = new ArrayList<>();
        SortedSet<Nevra> leftOut = new TreeSet<>(rest.leftOut());
        SortedSet<Nevra> files = new TreeSet<>(rest.files());
        for (DnfCommand.Spec spec : refused.specs()) {
            if (!isLeftOut(spec, leftOut) && !isFileOf(spec.text(), files)) {
                specs.add(spec.text());
            }
        }
        if (!files.isEmpty() || (specs.isEmpty() && !refused.specs().isEmpty())) {
            return null;
        }
        List<String> words = start(refused.verb(), options());
        words.addAll(specs);
        for (String exclude : rest.excludes()) {
            words.add("--exclude=" + exclude);
        }
        return words;
    }

    /** Installs the kernel that fits instead. */
    List<String> install(Remedy.InstallKernel kernel) {
        List<String> words = start("install", withoutSelection(options()));
        for (Nevra each : kernel.packages()) {
            words.add(each.withoutArch());
        }
        return words;
    }

    /** The refused command with room for all kernels. */
    List<String> withLimit(int installonlyLimit) {
        List<String> words = start(request.command().verb(), options());
        for (DnfCommand.Spec spec : request.command().specs()) {
            words.add(spec.text());
        }
        words.add("--setopt=installonly_limit=" + installonlyLimit);
        return words;
    }

    private static List<String> start(String verb, List<String> options) {
        List<String> words = new ArrayList<>();
        words.add("dnf");
        words.add(verb);
        words.addAll(options);
        return words;
    }

    /**
     * The refused command line without its verb and specs, which stand behind its options mostly.
     */
    private List<String> options() {
        Map<String, Integer> toDrop = new TreeMap<>();
        for (DnfCommand.Spec spec : request.command().specs()) {
            toDrop.put(spec.text(), toDrop.getOrDefault(spec.text(), 0) + 1);
        }
        String verb = request.command().verb();
        toDrop.put(verb, toDrop.getOrDefault(verb, 0) + 1);
        List<String> options = new ArrayList<>();
        List<String> arguments = request.command().arguments();
        for (int i = arguments.size() - 1; i >= 0; i--) {
            String argument = arguments.get(i);
            int left = toDrop.getOrDefault(argument, 0);
            if (left > 0) {
                toDrop.put(argument, left - 1);
            } else if (!argument.equals("--")) {
                // After "--" dnf would take the excludes for packages.
                options.add(argument);
            }
        }
        Collections.reverse(options);
        return options;
    }

    private static List<String> withoutSelection(List<String> options) {
        List<String> kept = new ArrayList<>();
        boolean skipsValue = false;
        for (String option : options) {
            if (skipsValue) {
                skipsValue = false;
            } else if (contains(NOT_FOR_INSTALL_WITH_VALUE, option)) {
                skipsValue = option.indexOf('=') < 0;
            } else if (!contains(NOT_FOR_INSTALL, option)) {
                kept.add(option);
            }
        }
        return kept;
    }

    private static boolean contains(String[] names, String option) {
        for (String name : names) {
            if (option.equals(name) || option.startsWith(name + "=")) {
                return true;
            }
        }
        return false;
    }

    /** Tells whether a word means nothing but packages to leave out. */
    private static boolean isLeftOut(DnfCommand.Spec spec, SortedSet<Nevra> leftOut) {
        return !spec.incoming().isEmpty() && leftOut.containsAll(spec.incoming());
    }

    /**
     * Tells whether a word is the file of one of the packages, which is taken from the set then.
     */
    private static boolean isFileOf(String spec, SortedSet<Nevra> files) {
        String file = spec.substring(spec.lastIndexOf('/') + 1);
        for (Nevra each : files) {
            Evr evr = new Evr(0, each.evr().version(), each.evr().release());
            if (file.equals(new Nevra(each.name(), evr, each.arch()) + ".rpm")) {
                files.remove(each);
                return true;
            }
        }
        return false;
    }
}
