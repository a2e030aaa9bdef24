package io.github.kernelpin.model.verdict;

import io.github.kernelpin.model.rpm.Nevra;
import java.util.List;

/**
 * One thing that is wrong with a transaction or a host: data, of which the message, the JSON and
 * the exit code are renderings.
 *
 * @param rule the stable id of the rule that found it
 * @param pin the pin that is violated
 * @param subject the package or the kernel that it is about
 * @param message what is wrong, without subject and pin: "outside 4.18.0-305.*"
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

    public Finding {
        details = List.copyOf(details);
        culprits = List.copyOf(culprits);
    }

    /**
     * What a finding about a transaction is about.
     *
     * @throws IllegalStateException if it is about a host
     */
    public Subject.Change change() {
        if (subject instanceof Subject.Change change) {
            return change;
        }
        throw new IllegalStateException(rule + " is about no package: " + subject.name());
    }

    /** Tells whether both findings about a transaction have the same package and direction. */
    public boolean isAboutSameAs(Finding other) {
        return change().direction() == other.change().direction()
                && change().rpm().nevra().compareTo(other.change().rpm().nevra()) == 0;
    }

    public Finding withSeverity(Severity other) {
        return new Finding(rule, other, pin, subject, message, details, reason, location, culprits);
    }
}
