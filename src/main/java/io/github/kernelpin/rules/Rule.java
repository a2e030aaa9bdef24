package io.github.kernelpin.rules;

/** One thing that can be wrong with a transaction or a host, under one stable public id. */
sealed interface Rule permits TransactionRule, HostRule {

    /** The id that CI, dashboards and allowances refer to. */
    String id();
}
