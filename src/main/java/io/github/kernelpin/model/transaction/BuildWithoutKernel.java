package io.github.kernelpin.model.transaction;

import io.github.kernelpin.model.kernel.PackageRecognizer;
import io.github.kernelpin.model.rpm.Nevra;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A package, such as a build of a module, for which dnf finds no solution, as the kernel that it is
 * for does not come.
 *
 * @param build its NEVRA
 * @param need what it requires of a kernel, as dnf words it: {@code kernel(printk) = 0xc5850110}
 * @param obstacle what is in the way of the kernel
 * @param kernel the NEVRA of the package that has it; empty where dnf names none
 * @param by the NEVRA of the package that conflicts with the kernel; empty if none does
 * @param neededBy the NEVRAs of the packages for which the build would come; empty if for itself
 */
public record BuildWithoutKernel(
        String build,
        String need,
        Obstacle obstacle,
        String kernel,
        String by,
        List<String> neededBy) {

    public BuildWithoutKernel {
        neededBy = List.copyOf(neededBy);
    }

    /** What keeps a kernel from coming. */
    public enum Obstacle {
        /** dnf is told to leave it out: excludepkgs, --exclude, versionlock. */
        EXCLUDED,
        /** An installed package conflicts with it, as a guard does. */
        CONFLICTING,
        /** No package that dnf can see provides it. */
        MISSING,
        /** Something else that dnf says. */
        OTHER
    }

    /** libsolv's solver_problemruleinfo2str, in libdnf's lists of problems. */
    private static final Pattern PROBLEM = Pattern.compile("(?m)^ *Problem(?: \\d+)?: ");

    private static final String PACKAGE = "(?:installed )?package (\\S+)(?: from \\S+)?";

    /** A package and what it needs, one way round or the other. */
    private static final Pattern NEEDS =
            Pattern.compile(
                    PACKAGE
                            + " requires (.+), but none of the providers can be installed"
                            + "|nothing provides (.+) needed by (\\S+)");

    private static final Pattern FILTERED =
            Pattern.compile(PACKAGE + " is filtered out by exclude filtering");

    private static final Pattern CONFLICTS =
            Pattern.compile(PACKAGE + " conflicts with (.+) provided by (\\S+)");

    /** What a kernel has for modules; modules have it for others. */
    private static final List<String> SYMBOLS = List.of("kernel(", "ksym(");

    /** Those that are in dnf's words on a transaction without solution, in its order. */
    public static List<BuildWithoutKernel> inWords(String words) {
        List<BuildWithoutKernel> found = new ArrayList<>();
        String[] problems = PROBLEM.split(words, -1);
        for (int i = 1; i < problems.length; i++) {
            for (BuildWithoutKernel each : inProblem(problems[i])) {
                addTo(found, each);
            }
        }
        return found;
    }

    /** All of a problem are for the package that it begins with. */
    private static List<BuildWithoutKernel> inProblem(String problem) {
        List<BuildWithoutKernel> found = new ArrayList<>();
        List<String> asked = new ArrayList<>();
        Matcher needs = NEEDS.matcher(problem);
        while (needs.find()) {
            boolean isProvided = needs.group(1) != null;
            String nevra = isProvided ? needs.group(1) : needs.group(4);
            String need = isProvided ? needs.group(2) : needs.group(3);
            if (!isOfModule(nevra, need)) {
                if (asked.isEmpty() && !isNamedLikeKernel(nevra)) {
                    asked.add(nevra);
                }
            } else if (isProvided) {
                found.add(hindered(nevra, need, problem, asked));
            } else {
                found.add(new BuildWithoutKernel(nevra, need, Obstacle.MISSING, "", "", asked));
            }
        }
        return found;
    }

    /** One that is found again may be needed by one more. */
    private static void addTo(List<BuildWithoutKernel> found, BuildWithoutKernel another) {
        for (int i = 0; i < found.size(); i++) {
            BuildWithoutKernel each = found.get(i);
            if (each.build.equals(another.build) && each.need.equals(another.need)) {
                List<String> all = new ArrayList<>(each.neededBy);
                for (String asked : another.neededBy) {
                    if (!all.contains(asked)) {
                        all.add(asked);
                    }
                }
                found.set(
                        i,
                        new BuildWithoutKernel(
                                each.build, each.need, each.obstacle, each.kernel, each.by, all));
                return;
            }
        }
        found.add(another);
    }

    private static BuildWithoutKernel hindered(
            String build, String need, String problem, List<String> asked) {
        Matcher filtered = FILTERED.matcher(problem);
        while (filtered.find()) {
            if (isOfKernel(filtered.group(1))) {
                return new BuildWithoutKernel(
                        build, need, Obstacle.EXCLUDED, filtered.group(1), "", asked);
            }
        }
        Matcher conflicts = CONFLICTS.matcher(problem);
        while (conflicts.find()) {
            if (isOfKernelByName(conflicts.group(2)) || isOfKernel(conflicts.group(3))) {
                return new BuildWithoutKernel(
                        build,
                        need,
                        Obstacle.CONFLICTING,
                        conflicts.group(3),
                        conflicts.group(1),
                        asked);
            }
        }
        return new BuildWithoutKernel(build, need, Obstacle.OTHER, "", "", asked);
    }

    private static boolean isOfKernel(String nevra) {
        return PackageRecognizer.isOfKernelByName(Nevra.parse(nevra).name());
    }

    /** A kernel's own packages need one another as well. */
    private static boolean isOfModule(String nevra, String need) {
        if (isNamedLikeKernel(nevra)) {
            return false;
        }
        for (String prefix : SYMBOLS) {
            if (need.startsWith(prefix)) {
                return true;
            }
        }
        return isOfKernelByName(need);
    }

    private static boolean isNamedLikeKernel(String nevra) {
        return Nevra.parse(nevra).name().startsWith("kernel");
    }

    private static boolean isOfKernelByName(String need) {
        // A rich dependency begins with the package that is wanted: (kernel-core if kernel).
        String name = (need.startsWith("(") ? need.substring(1) : need).split(" ", 2)[0];
        return PackageRecognizer.isOfKernelByName(name);
    }
}
