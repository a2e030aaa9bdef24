package io.github.kernelpin.rules;

import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.transaction.Transaction;
import io.github.kernelpin.model.verdict.Finding;
import java.util.List;

/** One thing that can be wrong with a transaction, under one stable public id. */
interface Rule {

    /** The id that CI, dashboards and allowances refer to. */
    String id();

    /**
     * What the transaction makes worse with regard to one pin; a state that was there before is no
     * finding.
     */
    List<Finding> check(Pin pin, Transaction transaction);
}
