package io.github.kernelpin.report.refusal;

import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.model.transaction.DnfCommand;
import io.github.kernelpin.model.transaction.Request;
import io.github.kernelpin.model.verdict.Remedy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Turns remedies into dnf commands that repeat the options of the refused one. */
final class DnfCommands {

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

    /** The refused command without the packages to leave out. */
    List<String> withoutPackages(Remedy.InstallRest rest) {
        List<String> words = start(request.command().verb(), options());
        words.addAll(rest.specs());
        if (!rest.takesBest()) {
            words.add("--nobest");
        }
        for (String exclude : rest.excludes()) {
            words.add("--exclude=" + exclude);
        }
        return words;
    }

    /** Installs these instead. */
    List<String> install(List<Nevra> packages) {
        List<String> words = start("install", withoutSelection(options()));
        for (Nevra each : packages) {
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
}
