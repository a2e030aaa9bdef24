package io.github.kernelpin.model.transaction;

import io.github.kernelpin.model.advisory.Withheld;
import io.github.kernelpin.model.rpm.Nevra;
import java.util.List;

/**
 * What dnf would do without the packages that it was asked to leave out: a second solution, which
 * has been tried.
 *
 * @param round the number of the question that it answers, from 1
 * @param leftOut the patterns that it was asked to leave out
 * @param problem why there is none, in dnf's words; empty if there is one
 * @param takesBest whether it was found with {@code best} as dnf is configured; if not, {@code
 *     --nobest} is part of the way there
 * @param besides what had to be left out as well
 * @param unmet the words of the command, or of a program, that name a package which neither comes
 *     nor is installed already
 * @param withheld the security advisories that do not arrive then
 * @param transaction the solution; without changes if there is none
 */
public record Rest(
        int round,
        List<String> leftOut,
        String problem,
        boolean takesBest,
        List<Nevra> besides,
        List<String> unmet,
        Withheld withheld,
        Transaction transaction) {

    /** Nobody waits for more. */
    public static final int ROUNDS_MAX = 5;

    public Rest {
        leftOut = List.copyOf(leftOut);
        besides = List.copyOf(besides);
        unmet = List.copyOf(unmet);
    }
}
