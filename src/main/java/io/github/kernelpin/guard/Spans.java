package io.github.kernelpin.guard;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A set of versions: spans in ascending order that neither touch nor overlap. */
record Spans(List<Span> spans) {

    static final Spans NONE = new Spans(List.of());
    static final Spans ALL = new Spans(List.of(Span.EVERYTHING));

    Spans {
        spans = List.copyOf(spans);
    }

    static Spans of(Span span) {
        return span.isEmpty() ? NONE : new Spans(List.of(span));
    }

    /** What is in any of some spans, whatever their order. */
    static Spans ofAny(List<Span> some) {
        List<Span> sorted = new ArrayList<>();
        for (Span span : some) {
            if (!span.isEmpty()) {
                sorted.add(span);
            }
        }
        sorted.sort(Span.BY_START);
        List<Span> merged = new ArrayList<>();
        for (Span span : sorted) {
            int last = merged.size() - 1;
            if (last >= 0 && merged.get(last).reaches(span)) {
                merged.set(last, merged.get(last).upTo(span));
            } else {
                merged.add(span);
            }
        }
        return new Spans(merged);
    }

    boolean isEmpty() {
        return spans.isEmpty();
    }

    Spans complement() {
        List<Span> gaps = new ArrayList<>();
        Cut from = null;
        for (Span span : spans) {
            Cut start = span.from();
            if (start != null) {
                gaps.add(new Span(from, start));
            }
            from = span.to();
            if (from == null) {
                return new Spans(gaps);
            }
        }
        gaps.add(new Span(from, null));
        return new Spans(gaps);
    }

    Spans and(Spans other) {
        List<Span> common = new ArrayList<>();
        for (Span a : spans) {
            for (Span b : other.spans) {
                Span both = a.and(b);
                if (!both.isEmpty()) {
                    common.add(both);
                }
            }
        }
        return new Spans(common);
    }

    Spans without(Spans other) {
        return and(other.complement());
    }

    /** All that is below a cut; everything if there is none. */
    static Spans until(@Nullable Cut end) {
        return new Spans(List.of(new Span(null, end)));
    }
}
