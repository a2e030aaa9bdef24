package io.github.kernelpin.model.verdict;

import io.github.kernelpin.model.rpm.Nevra;
import java.util.List;

/**
 * What is left out of a transaction of which the rest goes ahead.
 *
 * @param packages the incoming packages that do not come, in order
 * @param instead the kernels that come in place of others, in order
 * @param staying the installed packages that stay for that reason, in order
 * @param isEverything whether nothing is left of the transaction
 */
public record Held(
        List<Nevra> packages, List<Nevra> instead, List<Nevra> staying, boolean isEverything) {

    public Held {
        packages = List.copyOf(packages);
        instead = List.copyOf(instead);
        staying = List.copyOf(staying);
    }
}
