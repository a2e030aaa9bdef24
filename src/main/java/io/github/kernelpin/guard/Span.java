package io.github.kernelpin.guard;

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
record Span(@Nullable Cut from, @Nullable Cut to) {

    static final Span EVERYTHING = new Span(null, null);

    /** Orders spans by where they start. */
    static final Comparator<Span> BY_START =
            Comparator.comparing(Span::from, Comparator.nullsFirst(Comparator.naturalOrder()));

    /** The versions that satisfy all constraints of a range. */
    static Span of(VersionRange range) {
        Span span = EVERYTHING;
        for (VersionConstraint constraint : range.constraints()) {
            span = span.and(of(constraint));
        }
        return span;
    }

    private static Span of(VersionConstraint constraint) {
        Cut below = Cut.below(constraint.evr());
        Cut above = Cut.above(constraint.evr());
        return switch (constraint.comparison()) {
            case LESS -> new Span(null, below);
            case LESS_OR_EQUAL -> new Span(null, above);
            case EQUAL -> new Span(below, above);
            case GREATER_OR_EQUAL -> new Span(below, null);
            case GREATER -> new Span(above, null);
        };
    }

    Span and(Span other) {
        return new Span(
                isBefore(from, other.from, true) ? other.from : from,
                isBefore(to, other.to, false) ? to : other.to);
    }

    /** Tells whether nothing is between this and a span that starts no earlier. */
    boolean reaches(Span next) {
        return to == null || next.from == null || next.from.compareTo(to) <= 0;
    }

    /** This one, extended to where another one ends if that is further. */
    Span upTo(Span other) {
        return new Span(from, isBefore(to, other.to, false) ? other.to : to);
    }

    boolean isEmpty() {
        return from != null && to != null && from.compareTo(to) >= 0;
    }

    /** Compares two ends of the same kind; null is the first of the lower or last of the upper. */
    private static boolean isBefore(@Nullable Cut a, @Nullable Cut b, boolean lower) {
        if (a == null || b == null) {
            return lower ? a == null : b == null;
        }
        return a.compareTo(b) < 0;
    }

    /** A capability in the versions of this span. */
    Dependency of(String capability) {
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
        Cut lower = from;
        Cut upper = to;
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

    private static boolean isPoint(Cut lower, Cut upper) {
        return !lower.above() && upper.above() && lower.at().isIdenticalTo(upper.at());
    }
}
