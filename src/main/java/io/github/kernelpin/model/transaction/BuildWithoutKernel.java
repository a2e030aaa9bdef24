package io.github.kernelpin.model.transaction;

import io.github.kernelpin.model.rpm.Nevra;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A build of a module for which dnf finds no solution, as the kernel that it is for does not come.
 *
 * @param build its NEVRA
 * @param need what it requires of a kernel, as dnf words it: {@code kernel(printk) = 0xc5850110}
 * @param obstacle what is in the way of the kernel
 * @param kernel the NEVRA of the package that has it; empty where dnf names none
 * @param by the NEVRA of the package that conflicts with the kernel; empty if none does
 */
public record BuildWithoutKernel(
        String build, String need, Obstacle obstacle, String kernel, String by) {

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

    private static final Pattern REQUIRES =
            Pattern.compile(PACKAGE + " requires (.+), but none of the providers can be installed");

    private static final Pattern NOTHING =
            Pattern.compile("nothing provides (.+) needed by (\\S+)");

    private static final Pattern FILTERED =
            Pattern.compile(PACKAGE + " is filtered out by exclude filtering");

    private static final Pattern CONFLICTS =
            Pattern.compile(PACKAGE + " conflicts with .+ provided by (\\S+)");

    /** Those that are in dnf's words on a transaction without solution, in its order. */
    public static List<BuildWithoutKernel> inWords(String words) {
        List<BuildWithoutKernel> found = new ArrayList<>();
        String[] problems = PROBLEM.split(words, -1);
        for (int i = 1; i < problems.length; i++) {
            Matcher requires = REQUIRES.matcher(problems[i]);
            Matcher nothing = NOTHING.matcher(problems[i]);
            if (requires.find() && isOfModule(requires.group(1), requires.group(2))) {
                found.add(hindered(requires.group(1), requires.group(2), problems[i]));
            } else if (nothing.find() && isOfModule(nothing.group(2), nothing.group(1))) {
                found.add(
                        new BuildWithoutKernel(
                                nothing.group(2), nothing.group(1), Obstacle.MISSING, "", ""));
            }
        }
        return found;
    }

    private static BuildWithoutKernel hindered(String build, String need, String problem) {
        Matcher filtered = FILTERED.matcher(problem);
        if (filtered.find()) {
            return new BuildWithoutKernel(build, need, Obstacle.EXCLUDED, filtered.group(1), "");
        }
        Matcher conflicts = CONFLICTS.matcher(problem);
        return conflicts.find()
                ? new BuildWithoutKernel(
                        build, need, Obstacle.CONFLICTING, conflicts.group(2), conflicts.group(1))
                : new BuildWithoutKernel(build, need, Obstacle.OTHER, "", "");
    }

    /** A kernel's own packages need one another as well. */
    private static boolean isOfModule(String nevra, String need) {
        boolean isOfKernel = need.startsWith("kernel") || need.startsWith("ksym(");
        return isOfKernel && !Nevra.parse(nevra).name().startsWith("kernel");
    }
}
