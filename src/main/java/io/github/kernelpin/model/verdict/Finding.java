package io.github.kernelpin.model.verdict;

import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.rpm.Nevra;
import java.util.List;

/**
 * One thing that is wrong with a transaction: data, of which the message, the JSON and the exit
 * code are renderings.
 *
 * @param rule the stable id of the rule that found it
 * @param pin the pin that is violated
 * @param subject the package it is about
 * @param message message is wrong, without subject and pin: "outside 4.18.0-305.*"
 * @param details further lines on it
 * @param reason the operator's own reason; empty where none is given
 * @param location the pin or the entry of it that decides
 * @param culprits the incoming packages without which the finding would go away; empty when that
 *     cannot be told
 */
public record Finding(
        String rule,
        Severity severity,
        String pin,
        Subject subject,
        String message,
        List<String> details,
        String reason,
        SourceLocation location,
        List<Nevra> culprits) {

    /** A package and message the transaction does to it. */
    public record Subject(Direction direction, RpmPackage rpm) {}

    /** Whether the package a finding is about comes, goes or stays. */
    public enum Direction {
        INCOMING("incoming"),
        OUTGOING("outgoing"),
        STAYING("staying");

        private final String id;

        Direction(String id) {
            this.id = id;
        }

        public String id() {
            return id;
        }
    }

    public Finding {
        details = List.copyOf(details);
        culprits = List.copyOf(culprits);
    }

    /**
     * Tells whether both findings are about the same package and the same thing happening to it.
     */
    public boolean isAboutSameAs(Finding other) {
        return subject.direction() == other.subject.direction()
                && subject.rpm().nevra().compareTo(other.subject.rpm().nevra()) == 0;
    }

    public Finding withSeverity(Severity other) {
        return new Finding(rule, other, pin, subject, message, details, reason, location, culprits);
    }
}
