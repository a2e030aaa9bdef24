package io.github.kernelpin.cases.run;

import io.github.kernelpin.model.transaction.Request;
import io.github.kernelpin.model.verdict.SourceLocation;
import java.util.List;

/**
 * What is to be judged of a case.
 *
 * @param failure what dnf said if it would not have run the transaction; else empty
 * @param location what of the case is to blame for that
 * @param allowed the kernels that were allowed by name when dnf said so
 */
record SolvedCase(Request request, String failure, SourceLocation location, List<String> allowed) {

    SolvedCase {
        allowed = List.copyOf(allowed);
    }
}
