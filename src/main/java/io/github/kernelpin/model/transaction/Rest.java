package io.github.kernelpin.model.transaction;

import io.github.kernelpin.model.rpm.Nevra;
import java.util.List;

/**
 * What dnf would do without the packages that it was asked to leave out: a second solution, which
 * has been tried.
 *
 * @param problem why there is none, in dnf's words; empty if there is one
 * @param takesBest whether it was found with {@code best} as dnf is configured; if not, {@code
 *     --nobest} is part of the way there
 * @param besides what had to be left out as well
 * @param transaction the solution; without changes if there is none
 */
public record Rest(
        String problem, boolean takesBest, List<Nevra> besides, Transaction transaction) {

    public Rest {
        besides = List.copyOf(besides);
    }
}
