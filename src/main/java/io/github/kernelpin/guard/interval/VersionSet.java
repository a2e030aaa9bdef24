package io.github.kernelpin.guard.interval;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A set of versions: spans in ascending order that neither touch nor overlap. */
public record VersionSet(List<VersionInterval> spans) {

    static final VersionSet NONE = new VersionSet(List.of());
    static final VersionSet ALL = new VersionSet(List.of(VersionInterval.EVERYTHING));

    public VersionSet {
        spans = List.copyOf(spans);
    }

    public static VersionSet of(VersionInterval span) {
        return span.isEmpty() ? NONE : new VersionSet(List.of(span));
    }

    /** What is in any of some spans, whatever their order. */
    static VersionSet ofAny(List<VersionInterval> some) {
        List<VersionInterval> sorted =
                some.stream()
                        .filter(span -> !span.isEmpty())
                        .sorted(VersionInterval.BY_START)
                        .toList();
        List<VersionInterval> merged = new ArrayList<>();
        for (VersionInterval span : sorted) {
            int last = merged.size() - 1;
            if (last >= 0 && merged.get(last).reaches(span)) {
                merged.set(last, merged.get(last).upTo(span));
            } else {
                merged.add(span);
            }
        }
        return new VersionSet(merged);
    }

    boolean isEmpty() {
        return spans.isEmpty();
    }

    public VersionSet complement() {
        List<VersionInterval> gaps = new ArrayList<>();
        VersionBound from = null;
        for (VersionInterval span : spans) {
            VersionBound start = span.from();
            if (start != null) {
                gaps.add(new VersionInterval(from, start));
            }
            from = span.to();
            if (from == null) {
                return new VersionSet(gaps);
            }
        }
        gaps.add(new VersionInterval(from, null));
        return new VersionSet(gaps);
    }

    VersionSet and(VersionSet other) {
        List<VersionInterval> common = new ArrayList<>();
        for (VersionInterval a : spans) {
            for (VersionInterval b : other.spans) {
                VersionInterval both = a.and(b);
                if (!both.isEmpty()) {
                    common.add(both);
                }
            }
        }
        return new VersionSet(common);
    }

    VersionSet without(VersionSet other) {
        return and(other.complement());
    }

    /** All that is below a cut; everything if there is none. */
    static VersionSet until(@Nullable VersionBound end) {
        return new VersionSet(List.of(new VersionInterval(null, end)));
    }
}
