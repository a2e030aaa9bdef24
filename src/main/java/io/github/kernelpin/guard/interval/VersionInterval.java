package io.github.kernelpin.guard.interval;

import io.github.kernelpin.model.rpm.Comparison;
import io.github.kernelpin.model.rpm.VersionConstraint;
import io.github.kernelpin.model.rpm.VersionRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The versions between two cuts.
 *
 * @param from null for no lower end
 * @param to null for no upper end
 */
public record VersionInterval(@Nullable VersionBound from, @Nullable VersionBound to) {

    static final VersionInterval EVERYTHING = new VersionInterval(null, null);

    /** Orders spans by where they start. */
    static final Comparator<VersionInterval> BY_START =
            Comparator.comparing(
                    VersionInterval::from, Comparator.nullsFirst(Comparator.naturalOrder()));

    /** The versions that satisfy all constraints of a range. */
    public static VersionInterval of(VersionRange range) {
        VersionInterval span = EVERYTHING;
        for (VersionConstraint constraint : range.constraints()) {
            span = span.and(of(constraint));
        }
        return span;
    }

    private static VersionInterval of(VersionConstraint constraint) {
        VersionBound below = VersionBound.below(constraint.evr());
        VersionBound above = VersionBound.above(constraint.evr());
        return switch (constraint.comparison()) {
            case LESS -> new VersionInterval(null, below);
            case LESS_OR_EQUAL -> new VersionInterval(null, above);
            case EQUAL -> new VersionInterval(below, above);
            case GREATER_OR_EQUAL -> new VersionInterval(below, null);
            case GREATER -> new VersionInterval(above, null);
        };
    }

    VersionInterval and(VersionInterval other) {
        return new VersionInterval(
                isBefore(from, other.from, true) ? other.from : from,
                isBefore(to, other.to, false) ? to : other.to);
    }

    /** Tells whether nothing is between this and a span that starts no earlier. */
    boolean reaches(VersionInterval next) {
        return to == null || next.from == null || next.from.compareTo(to) <= 0;
    }

    /** This one, extended to where another one ends if that is further. */
    VersionInterval upTo(VersionInterval other) {
        return new VersionInterval(from, isBefore(to, other.to, false) ? other.to : to);
    }

    boolean isEmpty() {
        return from != null && to != null && from.compareTo(to) >= 0;
    }

    /** Compares two ends of the same kind; null is the first of the lower or last of the upper. */
    private static boolean isBefore(
            @Nullable VersionBound a, @Nullable VersionBound b, boolean lower) {
        if (a == null || b == null) {
            return lower ? a == null : b == null;
        }
        return a.compareTo(b) < 0;
    }

    /** A capability in the versions of this span. */
    public Dependency of(String capability) {
        List<VersionConstraint> constraints = constraints();
        if (constraints.isEmpty()) {
            return new Dependency.On(capability, null);
        }
        Dependency dependency = new Dependency.On(capability, constraints.get(0));
        return constraints.size() == 1
                ? dependency
                : new Dependency.With(
                        dependency, new Dependency.On(capability, constraints.get(1)));
    }

    /** How rpm says it: no constraint, one, or two that both have to hold. */
    private List<VersionConstraint> constraints() {
        VersionBound lower = from;
        VersionBound upper = to;
        if (lower != null && upper != null && isPoint(lower, upper)) {
            return List.of(new VersionConstraint(Comparison.EQUAL, lower.at()));
        }
        List<VersionConstraint> constraints = new ArrayList<>();
        if (lower != null) {
            Comparison sign = lower.above() ? Comparison.GREATER : Comparison.GREATER_OR_EQUAL;
            constraints.add(new VersionConstraint(sign, lower.at()));
        }
        if (upper != null) {
            Comparison sign = upper.above() ? Comparison.LESS_OR_EQUAL : Comparison.LESS;
            constraints.add(new VersionConstraint(sign, upper.at()));
        }
        return constraints;
    }

    private static boolean isPoint(VersionBound lower, VersionBound upper) {
        return !lower.above() && upper.above() && lower.at().isIdenticalTo(upper.at());
    }
}
