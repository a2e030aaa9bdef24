package io.github.kernelpin.rules.remedy;

import io.github.kernelpin.model.rpm.Evr;
import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.model.transaction.DnfCommand;
import io.github.kernelpin.model.transaction.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** Tells whether a refused command can be run without some of its packages, and on which others. */
final class RestOfCommand {

    /** The commands that still make sense with packages excluded. */
    private static final Set<String> EXCLUDABLE =
            Set.of("upgrade", "upgrade-minimal", "install", "distro-sync", "group");

    private RestOfCommand() {}

    /**
     * The words that stay on the command line; null if nothing is to be left out, or there is no
     * such command. Ansible and others use dnf without a command line: excludes are all they need.
     */
    static @Nullable List<String> of(Request request, Exclusions exclusions) {
        DnfCommand refused = request.command();
        if (exclusions.packages().isEmpty()) {
            return null;
        }
        SortedSet<Nevra> files = exclusions.fromCommandLine(request);
        if (refused.arguments().isEmpty()) {
            return files.isEmpty() ? List.of() : null;
        }
        if (!EXCLUDABLE.contains(refused.command())) {
            return null;
        }
        List<String> specs = new ArrayList<>();
        for (DnfCommand.Spec spec : refused.specs()) {
            if (!isLeftOut(spec, exclusions.packages()) && !isFileOf(spec.text(), files)) {
                specs.add(spec.text());
            }
        }
        boolean isNothingLeft = specs.isEmpty() && !refused.specs().isEmpty();
        return files.isEmpty() && !isNothingLeft ? specs : null;
    }

    /**
     * Tells whether every word stays: dnf can only try the whole command again, and not another
     * one.
     */
    static boolean isWhole(Request request, List<String> specs) {
        return specs.size() == request.command().specs().size();
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
