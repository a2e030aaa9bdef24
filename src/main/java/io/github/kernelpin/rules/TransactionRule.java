package io.github.kernelpin.rules;

import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.transaction.Transaction;
import io.github.kernelpin.model.verdict.Finding;
import java.util.List;

/** A rule about what dnf is about to do. */
non-sealed interface TransactionRule extends Rule {

    /**
     * What the transaction makes worse with regard to one pin; a state that was there before is no
     * finding.
     */
    List<Finding> check(Pin pin, Transaction transaction);
}
