package io.github.kernelpin.rules.status;

import io.github.kernelpin.model.symbol.SymbolDiff;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one module stands with one kernel.
 *
 * @param path the place that modprobe takes it from, below the kernel's directory; empty if none
 * @param target where a link at that place leads to, below the root; empty where it leads nowhere
 * @param reason what is to be said about it beyond the symbols; empty for nothing
 * @param diff the comparison of symbols; null where there was none
 * @param pins the pins that name it; empty for a module that is not pinned
 */
public record ModuleState(
        String module,
        Loading loading,
        String path,
        String target,
        String reason,
        @Nullable SymbolDiff diff,
        List<String> pins) {

    /** Whether modprobe would load a module. */
    public enum Loading {
        LOADS("loads"),
        DISAGREES("disagrees"),
        NOT_FOUND("not-found"),
        DANGLING("dangling"),
        IN_TREE("in-tree"),
        UNREADABLE("unreadable"),
        UNKNOWN("unknown");

        private final String id;

        Loading(String id) {
            this.id = id;
        }

        /** Its name in JSON. */
        public String id() {
            return id;
        }
    }

    public ModuleState {
        pins = List.copyOf(pins);
    }

    /** "2 of 214 symbols changed", "loads", or whatever there is to say. */
    public String describe() {
        SymbolDiff compared = diff;
        StringBuilder text = new StringBuilder();
        if (loading == Loading.DISAGREES && compared != null && compared.disagreeing() > 0) {
            text.append(disagreement(compared));
        } else {
            text.append(
                    switch (loading) {
                        case LOADS -> "loads";
                        case DISAGREES -> "does not load";
                        case NOT_FOUND -> "not found";
                        case DANGLING -> "dangling link";
                        case IN_TREE -> "the in-tree module instead";
                        case UNREADABLE -> "cannot be read";
                        case UNKNOWN -> "unknown";
                    });
        }
        return reason.isEmpty() ? text.toString() : text.append(": ").append(reason).toString();
    }

    private static String disagreement(SymbolDiff diff) {
        String missing = diff.missing().isEmpty() ? "" : diff.missing().size() + " missing";
        String changed = diff.changed().isEmpty() ? "" : diff.changed().size() + " changed";
        return diff.disagreeing()
                + " of "
                + diff.compared()
                + " symbols disagree ("
                + missing
                + (missing.isEmpty() || changed.isEmpty() ? "" : ", ")
                + changed
                + ")";
    }
}
