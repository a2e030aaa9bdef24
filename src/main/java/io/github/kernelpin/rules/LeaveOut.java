package io.github.kernelpin.rules;

import io.github.kernelpin.model.Finding;
import io.github.kernelpin.model.Nevra;
import io.github.kernelpin.model.PackageChange;
import io.github.kernelpin.model.Pin;
import io.github.kernelpin.model.Request;
import io.github.kernelpin.model.RpmPackage;
import io.github.kernelpin.model.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What has to be left out of a refused transaction so that the rest of it can go ahead.
 *
 * @param packages the incoming packages to leave out; empty when leaving out does not help
 * @param excludes patterns for {@code dnf --exclude} that keep dnf from taking them, or the next
 *     best refused kernel, after all
 */
public record LeaveOut(Set<Nevra> packages, List<String> excludes) {

    private static final LeaveOut NOTHING = new LeaveOut(Set.of(), List.of());

    public LeaveOut {
        excludes = List.copyOf(excludes);
    }

    /** Works out what to leave out; nothing if that would leave no other package to install. */
    public static LeaveOut of(Verdict verdict, List<Pin> pins, Request request) {
        Set<Nevra> held = new TreeSet<>();
        for (Finding finding : verdict.having(Severity.DENY)) {
            if (finding.culprits().isEmpty()) {
                return NOTHING;
            }
            held.addAll(finding.culprits());
        }
        addDependents(held, request.dependencies());
        return hasOthers(held, request)
                ? new LeaveOut(held, excludes(held, pins, request))
                : NOTHING;
    }

    /** Those to leave out that are files named on the command line, which no exclude touches. */
    public Set<Nevra> fromCommandLine(Request request) {
        Set<Nevra> files = new TreeSet<>();
        for (RpmPackage arriving : request.transaction().incoming()) {
            if (packages.contains(arriving.nevra())
                    && arriving.repository().equals(Request.COMMAND_LINE)) {
                files.add(arriving.nevra());
            }
        }
        return files;
    }

    /** Adds what cannot be installed without a package that is held already. */
    private static void addDependents(Set<Nevra> held, List<Request.Dependency> dependencies) {
        boolean grown = true;
        while (grown) {
            grown = false;
            for (Request.Dependency dependency : dependencies) {
                if (held.containsAll(dependency.anyOf())) {
                    grown |= held.add(dependency.dependent());
                }
            }
        }
    }

    private static boolean hasOthers(Set<Nevra> held, Request request) {
        for (PackageChange change : request.transaction().changes()) {
            if (change.action().isIncoming() && !held.contains(change.subject().nevra())) {
                return true;
            }
        }
        return false;
    }

    private static List<String> excludes(Set<Nevra> held, List<Pin> pins, Request request) {
        List<RpmPackage> refused = new ArrayList<>();
        for (RpmPackage kernel : request.transaction().incoming()) {
            if (kernel.isBootableKernel() && held.contains(kernel.nevra())) {
                refused.add(kernel);
            }
        }
        Set<String> excludes = new TreeSet<>();
        for (Nevra each : held) {
            RpmPackage kernel = builtTogether(each, refused);
            if (kernel == null) {
                // An older build of it may need the held kernel just as well.
                excludes.add(each.name());
            } else {
                excludes.addAll(new KernelExcludes(kernel, pins, request).forPackage(each));
            }
        }
        return new ArrayList<>(excludes);
    }

    private static @Nullable RpmPackage builtTogether(Nevra nevra, List<RpmPackage> kernels) {
        for (RpmPackage kernel : kernels) {
            if (RpmPackage.of(nevra).isSameBuildAs(kernel)) {
                return kernel;
            }
        }
        return null;
    }
}
